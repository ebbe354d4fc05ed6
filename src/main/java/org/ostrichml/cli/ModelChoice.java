package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.ModelOptions;
import picocli.CommandLine.Option;

/** Where in a model an attack works. */
final class ModelChoice {
  @Option(
      names = "--tags",
      split = ",",
      paramLabel = "TAG",
      description = "Tags of the graph inside the SavedModel (default: serve, or the only one).")
  private List<String> tags;

  @Option(
      names = "--signature",
      paramLabel = "NAME",
      description = "Signature (default: serving_default, or the only one).")
  private String signature;

  @Option(
      names = "--input",
      paramLabel = "NAME",
      description = "Input of the signature, or any float tensor of the graph (node:index).")
  private String input;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "Output of the signature, or any float tensor of the graph (node:index).")
  private String output;

  @Option(
      names = "--bounds",
      paramLabel = "LOWER,UPPER",
      description = "Input values of black and white (default: ostrich.json, else 0,1).")
  private String bounds;

  @Option(
      names = "--input-shape",
      paramLabel = "-1,60,8",
      description =
          "Lengths of the input's axes, the batch first, -1 for a free one (default: the model's).")
  private String inputShape;

  /** Whether anything was chosen. */
  boolean isMade() {
    return Stream.of(tags, signature, input, output, bounds, inputShape).anyMatch(Objects::nonNull);
  }

  /** The choice as it is typed. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    add(words, "--tags", tags == null ? null : String.join(",", tags));
    add(words, "--signature", signature);
    add(words, "--input", input);
    add(words, "--output", output);
    add(words, "--bounds", bounds);
    add(words, "--input-shape", inputShape);
    return words;
  }

  private static void add(List<String> words, String name, String value) {
    if (value != null) {
      words.add(name + "=" + value);
    }
  }

  /** What was chosen, with a file of labels or null. */
  ModelOptions options(Path labels) {
    Bounds range = bounds == null ? null : Bounds.parse(bounds);
    List<Long> axes = inputShape == null ? null : lengths(inputShape);
    return ModelOptions.defaults()
        .withPlace(new ModelOptions.Place(tags, signature, input, output, axes))
        .withBounds(range)
        .withLabels(labels);
  }

  private static List<Long> lengths(String text) {
    try {
      return Arrays.stream(text.split(",", -1)).map(String::strip).map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new OstrichException(
          "--input-shape '%s' is no shape: write it like -1,60,8, -1 for a free axis."
              .formatted(text));
    }
  }
}
