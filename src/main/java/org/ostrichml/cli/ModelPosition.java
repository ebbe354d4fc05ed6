package org.ostrichml.cli;

import java.nio.file.Path;
import org.ostrichml.model.Engine;
import org.ostrichml.model.ModelOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model named by position, for commands that are about the model itself. */
final class ModelPosition {
  @Parameters(
      paramLabel = "MODEL",
      description = "Folder of a SavedModel, a frozen graph (.pb), or a name of `ostrich fetch`.")
  private Path model;

  @Mixin private ModelChoice choice;
  @Mixin private EngineArguments engine;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Labels, one a line by class index (default: labels.txt beside the model).")
  private Path labels;

  /** Where it is. */
  Path path() {
    return KnownNames.path(model);
  }

  /** What was chosen of it, and what it is to run on. */
  ModelOptions options() {
    return choice.options(labels).withEngine(engine.engine());
  }

  /** Whether anything was chosen. */
  boolean isChosen() {
    return labels != null || choice.isMade() || !engine.engine().equals(Engine.DEFAULT);
  }
}
