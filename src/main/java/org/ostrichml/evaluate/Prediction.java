package org.ostrichml.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.Labels;
import org.ostrichml.model.TargetModel;

/**
 * One class a model sees in an example.
 *
 * @param index the index of the class
 * @param label its name
 * @param probability how sure the model is, 0 to 1
 */
public record Prediction(int index, String label, float probability) {
  /**
   * The {@code count} most probable classes of each example, the most probable first.
   *
   * @param examples of the model's input shape; one forward pass each
   */
  public static List<List<Prediction>> top(TargetModel model, Batch examples, int count) {
    return top(model.predict(examples), model.labels(), count);
  }

  /**
   * The {@code count} most probable classes of each example, the most probable first.
   *
   * @param probabilities what the model made of the examples, [N, classes]
   */
  public static List<List<Prediction>> top(Batch probabilities, Labels labels, int count) {
    return IntStream.range(0, probabilities.size())
        .mapToObj(i -> top(probabilities.slice(i, i + 1).values(), labels, count))
        .toList();
  }

  /**
   * The most probable class of each example; the first of several.
   *
   * @param probabilities what the model made of the examples, [N, classes]
   * @throws OstrichException if one is not a number
   */
  static int[] classes(Batch probabilities) {
    int classes = probabilities.exampleSize();
    int[] best = new int[probabilities.size()];
    float[] values = probabilities.values();
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        throw new OstrichException(
            "The model's output is not a number for this input: the model overflows on it.");
      }
      int example = i / classes;
      if (values[i] > values[example * classes + best[example]]) {
        best[example] = i % classes;
      }
    }
    return best;
  }

  private static List<Prediction> top(float[] probabilities, Labels labels, int count) {
    return IntStream.range(0, probabilities.length)
        .mapToObj(c -> new Prediction(c, labels.name(c), probabilities[c]))
        .sorted(Comparator.comparing(Prediction::probability).reversed())
        .limit(count)
        .toList();
  }
}
