package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Losses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "gradient",
    description = "Write the gradient of a loss with respect to the input.",
    footer = {
      "",
      "The loss is summed over the batch, and over positions where the output is a map.",
      "",
      "Example:",
      "  ostrich gradient --model MODEL --data x.npy --labels 1,3,0,2 --out grad.npy"
    })
final class GradientCommand implements Callable<Integer> {
  @Mixin private ModelArguments arguments;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "X.npy",
      description = "A batch of inputs, of the model's input shape.")
  private Path data;

  @Option(
      names = "--labels",
      paramLabel = "1,3,0|Y.npy",
      description = "One label for each input, or for each position of a map.")
  private String labels;

  @Option(
      names = "--loss",
      defaultValue = "cross-entropy",
      paramLabel = "LOSS",
      description = "cross-entropy or squared-output (default: ${DEFAULT-VALUE}).")
  private Losses loss;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "GRAD.npy",
      description = "Where to write the gradient, of the shape of the input.")
  private Path out;

  @Option(
      names = "--output-values",
      paramLabel = "Y.npy",
      description = "Where to write the model's output too.")
  private Path outputValues;

  @Override
  public Integer call() {
    Batch examples = Npy.readFloats(data);
    IntArray classes = labels(examples.size());
    try (TargetModel model = arguments.loadAsWritten()) {
      InputGradient gradient =
          InputGradient.of(
              model, loss, loss == Losses.SQUARED_OUTPUT ? model.output() : model.logits());
      InputGradient.Value value = gradient.run(examples, classes);
      value.warning().ifPresent(warning -> System.err.println("ostrich: " + warning));
      Npy.write(out, value.gradient());
      if (outputValues != null) {
        Npy.write(outputValues, model.run(examples));
      }
      System.out.printf(
          "loss %s, gradient %s written to %s%n",
          Arrays.toString(value.losses().values()), Arrays.toString(value.gradient().shape()), out);
    }
    return Main.DONE;
  }

  private IntArray labels(int examples) {
    if (loss == Losses.SQUARED_OUTPUT) {
      if (labels != null) {
        throw new OstrichException("squared-output reads no labels: leave out --labels.");
      }
      return new IntArray(new int[examples], new int[] {examples});
    }
    if (labels == null) {
      throw new OstrichException("cross-entropy needs --labels, one for each input.");
    }
    if (labels.endsWith(".npy")) {
      return Npy.readInts(Path.of(labels));
    }
    try {
      int[] values =
          Arrays.stream(labels.split(",", -1))
              .map(String::strip)
              .mapToInt(Integer::parseInt)
              .toArray();
      return new IntArray(values, new int[] {values.length});
    } catch (NumberFormatException e) {
      throw new OstrichException(
          "--labels '%s' are no whole numbers: write them like 1,3,0 or name a .npy file."
              .formatted(labels));
    }
  }
}
