package org.ostrichml.cli;

import java.nio.file.Path;
import org.ostrichml.data.OutputFiles;
import org.ostrichml.report.Json;
import picocli.CommandLine.Option;

/** Where the pictures and their report go. */
final class OutputArguments {
  @Option(
      names = "--out",
      defaultValue = "out",
      paramLabel = "DIR",
      description = "Where to write (default: ${DEFAULT-VALUE}).")
  Path folder;

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  /** Checks that the folder can be written before any work is done. */
  void check() {
    OutputFiles.checkWritableFolder(folder);
  }

  /** Writes {@code report} into the folder, and prints it or its summary. */
  void report(Object report, String summary) {
    Json.write(folder.resolve(OutputFolders.REPORT), report);
    System.out.println(json ? Json.of(report) : summary);
  }
}
