package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ostrichml.model.TargetModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "prepare",
    description = "Write a model as a flat, frozen SavedModel that loads faster.",
    footer = {"", "Example:", "  ostrich prepare saved_models/pictures --out prepared"})
final class PrepareCommand implements Callable<Integer> {
  @Mixin private ModelPosition model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write: a new or empty folder.")
  private Path out;

  @Override
  public Integer call() {
    TargetModel.prepare(model.path(), model.options(), out);
    System.out.println("written to " + out);
    return Main.DONE;
  }
}
