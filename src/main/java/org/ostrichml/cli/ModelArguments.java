package org.ostrichml.cli;

import java.nio.file.Path;
import org.ostrichml.model.TargetModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model, and where in it. */
final class ModelArguments {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "PATH",
      description = "Folder of a SavedModel, or a frozen graph (.pb).")
  Path model;

  @Mixin ModelChoice choice;

  /** Loads the model. */
  TargetModel load(Path labels) {
    return TargetModel.load(model, choice.options(labels));
  }
}
