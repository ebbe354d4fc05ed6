package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ostrichml.model.TargetModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "prepare",
    description = "Write a model as a flat, frozen SavedModel that loads faster.",
    footer = {"", "Example:", "  ostrich prepare saved_models/pictures --out prepared"})
final class PrepareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "MODEL",
      description = "Folder of a SavedModel, or a frozen graph (.pb).")
  private Path path;

  @Mixin private ModelChoice choice;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Labels, one a line by class index (default: labels.txt beside the model).")
  private Path labels;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write: a new or empty folder.")
  private Path out;

  @Override
  public Integer call() {
    TargetModel.prepare(path, choice.options(labels), out);
    System.out.println("written to " + out);
    return Main.DONE;
  }
}
