package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the results of each picture go. */
final class OutputFolders {
  /** The name of the report in the output folder. */
  static final String REPORT = "report.json";

  /** The name of the page in the output folder. */
  static final String PAGE = "report.html";

  private final Path out;
  private final boolean alone;
  private final Set<Path> taken = new HashSet<>();

  /** Folders in {@code out}, or that one itself where the picture is {@code alone}. */
  OutputFolders(Path out, boolean alone) {
    this.out = out;
    this.alone = alone;
  }

  /**
   * The output folder itself for a single picture, else one below it named like the picture, unless
   * that name is taken or means another folder ("..").
   */
  Path of(Path file) {
    if (alone) {
      return out;
    }
    String stem = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    String name = stem.matches("\\.*") || List.of(REPORT, PAGE).contains(stem) ? "picture" : stem;
    Path folder = out.resolve(name);
    for (int i = 2; !taken.add(folder); i++) {
      folder = out.resolve(name + "_" + i);
    }
    return folder;
  }
}
