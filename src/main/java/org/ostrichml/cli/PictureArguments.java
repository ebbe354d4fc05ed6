package org.ostrichml.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ostrichml.data.ImageFiles;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.model.TargetModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which pictures, and how they are fitted to the model. */
final class PictureArguments {
  private enum Crop {
    NONE,
    CENTRE
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"--image", "--images"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Pictures (PNG, JPEG, BMP, GIF), or folders of pictures.")
  private List<Path> images;

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

  /** The files that were named. */
  List<Path> files() {
    for (Path image : images) {
      if (image.toString().startsWith("-") && !Files.exists(image)) {
        throw new ParameterException(spec.commandLine(), "Unknown option: '" + image + "'");
      }
    }
    return ImageFiles.list(images);
  }

  /** How the model takes pictures. */
  PictureFormat format(TargetModel model) {
    return PictureFormat.of(model, crop == null ? model.cropCentre() : crop == Crop.CENTRE);
  }
}
