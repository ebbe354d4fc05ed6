package org.ostrichml.cli;

import java.nio.file.Path;
import org.ostrichml.model.Device;
import org.ostrichml.model.Engine;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;
import org.ostrichml.reader.Reader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What a model is to run on. */
final class EngineArguments {
  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "auto|cpu|gpu",
      description =
          "What to run on; auto takes a GPU where TensorFlow finds one (default: ${DEFAULT-VALUE}).")
  private Device device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads work at a time (default: one for each processor).")
  private Integer threads;

  /** What was chosen. */
  Engine engine() {
    return new Engine(device, threads);
  }

  /** Loads a model for a command; with {@code --verbose} says what it runs on. */
  TargetModel load(CommandSpec command, Path path, ModelOptions options) {
    TargetModel model = TargetModel.load(path, options.withEngine(engine()));
    tell(command, path, model);
    return model;
  }

  /** As {@link #load}, for a reader. */
  Reader loadReader(CommandSpec command, Path path, ModelOptions options) {
    Reader reader = Reader.load(path, options.withEngine(engine()));
    tell(command, path, reader.model());
    return reader;
  }

  private static void tell(CommandSpec command, Path path, TargetModel model) {
    if (Main.isVerbose(command)) {
      System.err.printf("ostrich: %s runs on %s.%n", path, model.device());
    }
  }
}
