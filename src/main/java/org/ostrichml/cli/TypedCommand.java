package org.ostrichml.cli;

import java.util.ArrayList;
import java.util.List;
import org.ostrichml.report.ShellLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command as it was typed, to be typed again elsewhere. */
final class TypedCommand {
  private TypedCommand() {}

  /** The line for a shell. */
  static String of(CommandSpec command) {
    List<String> words = new ArrayList<>(List.of("ostrich"));
    words.addAll(command.root().commandLine().getParseResult().originalArgs());
    return ShellLine.of(words);
  }
}
