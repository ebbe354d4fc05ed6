package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.List;
import org.ostrichml.graph.StandIn;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;
import org.ostrichml.reader.Reader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which model, and where in it. */
final class ModelArguments {
  private static final String NAME = "--model";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = NAME,
      required = true,
      paramLabel = "PATH",
      description =
          "Folder of a SavedModel, a frozen graph (.pb), or a name of `ostrich fetch` (looked for where OSTRICH_CACHE says).")
  Path model;

  @Mixin private ModelChoice choice;
  @Mixin private EngineArguments engine;

  @Option(
      names = "--bpda",
      paramLabel = "OP|TYPE|FROM..TO",
      description =
          "Carry gradients past an op, all of a type, or all between two tensors, by the identity, a sigmoid for comparisons, or what is said as in NAME=tanh:5; may be repeated.")
  private List<String> backward = List.of();

  @Option(
      names = "--model-seed",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "What the model itself draws at random follows from this seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** Has TensorFlow load, while picocli still reads, for a command line that names a model. */
  static void expect(String... arguments) {
    for (String argument : arguments) {
      if (argument.startsWith(NAME)) {
        TargetModel.begin();
      }
    }
  }

  /** Where the model is. */
  Path path() {
    return KnownNames.path(model);
  }

  /** Loads the model. */
  TargetModel load(Path labels) {
    return engine.load(spec, path(), options(labels));
  }

  /** Loads the model with other ops that gradients are carried past than were named. */
  TargetModel load(Path labels, List<String> passed) {
    return engine.load(spec, path(), options(labels, passed));
  }

  /** What the model itself draws follows from it. */
  long seed() {
    return seed;
  }

  /** The ops that gradients are to be carried past, as they were named. */
  List<String> backward() {
    return backward;
  }

  /** Loads the model with its vocabulary. */
  Reader loadReader() {
    return engine.loadReader(spec, path(), choice.options(null));
  }

  /** Loads the model with its ops one by one, for results that round as TensorFlow's do. */
  TargetModel loadAsWritten() {
    return TargetModel.loadAsWritten(path(), options(null).withEngine(engine.engine()));
  }

  private ModelOptions options(Path labels) {
    return options(labels, backward);
  }

  private ModelOptions options(Path labels, List<String> passed) {
    return choice
        .options(labels)
        .withBackward(passed.stream().map(StandIn::parse).toList())
        .withSeed(seed);
  }
}
