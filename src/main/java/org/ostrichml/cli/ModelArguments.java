package org.ostrichml.cli;

import java.nio.file.Path;
import org.ostrichml.model.TargetModel;
import org.ostrichml.reader.Reader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which model, and where in it. */
final class ModelArguments {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  Path model;

  @Mixin private ModelChoice choice;
  @Mixin private EngineArguments engine;

  /** Takes the option; TensorFlow loads while the rest is read. */
  @Option(
      names = "--model",
      required = true,
      paramLabel = "PATH",
      description =
          "Folder of a SavedModel, a frozen graph (.pb), or a name of `ostrich fetch` (looked for where OSTRICH_CACHE says).")
  void setModel(Path path) {
    model = path;
    TargetModel.begin();
  }

  /** Where the model is. */
  Path path() {
    return KnownNames.path(model);
  }

  /** Loads the model. */
  TargetModel load(Path labels) {
    return engine.load(spec, path(), choice.options(labels));
  }

  /** Loads the model with its vocabulary. */
  Reader loadReader() {
    return engine.loadReader(spec, path(), choice.options(null));
  }

  /** Loads the model with its ops one by one, for results that round as TensorFlow's do. */
  TargetModel loadAsWritten() {
    return TargetModel.loadAsWritten(path(), choice.options(null).withEngine(engine.engine()));
  }
}
