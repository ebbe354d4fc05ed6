package org.ostrichml.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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
    Batch probabilities = model.predict(examples);
    return IntStream.range(0, examples.size())
        .mapToObj(i -> top(probabilities.slice(i, i + 1).values(), model.labels(), count))
        .toList();
  }

  private static List<Prediction> top(float[] probabilities, Labels labels, int count) {
    return IntStream.range(0, probabilities.length)
        .mapToObj(c -> new Prediction(c, labels.name(c), probabilities[c]))
        .sorted(Comparator.comparing(Prediction::probability).reversed())
        .limit(count)
        .toList();
  }
}
