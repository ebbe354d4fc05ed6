package org.ostrichml.cli;

import java.nio.file.Path;
import org.ostrichml.model.TargetModel;
import picocli.CommandLine.Option;

/** What the classes are called, and how pictures are fitted to the model. */
final class FitArguments {
  private enum Crop {
    NONE,
    CENTRE
  }

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Labels, one a line by class index (default: labels.txt beside the model).")
  Path labels;

  @Option(
      names = "--crop",
      paramLabel = "none|centre",
      description =
          "none resizes the whole picture, centre crops the central square first (default: ostrich.json, else none).")
  private Crop crop;

  /** Whether pictures are to be cropped to their central square. */
  boolean cropCentre(TargetModel model) {
    return crop == null ? model.cropCentre() : crop == Crop.CENTRE;
  }
}
