package org.ostrichml.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ostrichml.data.ImageFiles;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.model.TargetModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which pictures, and how they are fitted to the model. */
final class PictureArguments {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"--image", "--images"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Pictures (PNG, JPEG, BMP, GIF), or folders of pictures.")
  private List<Path> images;

  @Mixin private FitArguments fit;

  /** The files that were named. */
  List<Path> files() {
    for (Path image : images) {
      if (image.toString().startsWith("-") && !Files.exists(image)) {
        throw new ParameterException(spec.commandLine(), "Unknown option: '" + image + "'");
      }
    }
    return ImageFiles.list(images);
  }

  /** The file of labels, or null. */
  Path labels() {
    return fit.labels;
  }

  /** How the model takes pictures. */
  PictureFormat format(TargetModel model) {
    return PictureFormat.of(model, fit.cropCentre(model));
  }
}
