package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.report.Json;
import org.ostrichml.report.Wording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "predict",
    description = "Say what a model sees in pictures.",
    footer = {
      "",
      "Example:",
      "  ostrich predict --model saved_models/pictures \\",
      "    --image saved_models/pictures/samples"
    })
final class PredictCommand implements Callable<Integer> {
  @Mixin private ModelArguments arguments;
  @Mixin private PictureArguments pictures;

  @Option(
      names = "--top",
      defaultValue = "5",
      paramLabel = "N",
      description = "How many classes to list (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private record Seen(String image, List<Prediction> predictions) {}

  @Override
  public Integer call() {
    if (top < 1) {
      throw new OstrichException("--top must be at least 1.");
    }
    List<Path> files = pictures.files();
    List<Seen> seen = new ArrayList<>();
    try (TargetModel model = arguments.load(pictures.labels())) {
      model.requireClasses();
      PictureFormat format = pictures.format(model);
      for (Path file : files) {
        Picture fitted = format.fit(Picture.read(file));
        List<Prediction> predictions = Prediction.top(model, format.batch(fitted), top).get(0);
        if (seen.isEmpty()) {
          Terminal.notes(model);
        }
        seen.add(new Seen(file.toString(), predictions));
        if (!json) {
          System.out.println(file + ": " + Wording.predictions(predictions));
        }
      }
    }
    if (json) {
      System.out.println(Json.of(seen));
    }
    return Main.DONE;
  }
}
