package org.ostrichml.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;

/**
 * How a model takes arrays, and which classes it knows.
 *
 * @param inputShape the shape of its input, the batch first; -1 for an axis that is free; empty if
 *     unknown
 * @param bounds the range of valid values
 * @param classes the number of classes
 */
public record ArrayFormat(int[] inputShape, Bounds bounds, int classes) {

  /**
   * The shape under which the model takes examples of {@code shape}: as it is, with an axis of
   * length 1 more or less at its end, flat, or filled row by row from a flat one.
   *
   * @param file what holds the examples, for the message
   * @throws OstrichException if the model takes no such examples
   */
  public int[] fit(int[] shape, Path file) {
    int size = Arrays.stream(shape).reduce(1, (product, axis) -> product * axis);
    int rank = shape.length;
    int[] longer = Arrays.copyOf(shape, rank + 1);
    longer[rank] = 1;
    if (takes(shape)) {
      return shape;
    }
    if (takes(longer)) {
      return longer;
    }
    if (rank > 0 && shape[rank - 1] == 1 && takes(Arrays.copyOf(shape, rank - 1))) {
      return Arrays.copyOf(shape, rank - 1);
    }
    if (takes(new int[] {size})) {
      return new int[] {size};
    }
    int[] whole = Arrays.copyOfRange(inputShape, 1, inputShape.length);
    boolean known = Arrays.stream(whole).allMatch(axis -> axis > 0);
    if (rank == 1 && known && size == Arrays.stream(whole).reduce(1, (a, b) -> a * b)) {
      return whole;
    }
    throw new OstrichException(
        "%s holds examples of shape %s, but the model takes %s (-1 is any, the first is the batch): give data of that shape."
            .formatted(file, Arrays.toString(shape), Arrays.toString(inputShape)));
  }

  private boolean takes(int[] shape) {
    return inputShape.length == 0
        || inputShape.length == shape.length + 1
            && IntStream.range(0, shape.length)
                .allMatch(axis -> inputShape[axis + 1] < 0 || inputShape[axis + 1] == shape[axis]);
  }

  /**
   * Checks that there is a label for each example, and that each is a class.
   *
   * @throws OstrichException if not
   */
  void checkLabels(int[] labels, Path labelFile, int examples, Path exampleFile) {
    if (labels.length != examples) {
      throw new OstrichException(
          "%s holds %d labels, but %s holds %d examples: give the files that belong together."
              .formatted(labelFile, labels.length, exampleFile, examples));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new OstrichException(
            "%s: label %d of example %d is no class of the model, which has 0 to %d: give labels that count as the model does."
                .formatted(labelFile, labels[i], i, classes - 1));
      }
    }
  }

  /**
   * Checks that every value is a number within the bounds.
   *
   * @param first the number of the first example, for the message
   * @throws OstrichException if not
   */
  void checkValues(Batch examples, Path file, int first) {
    float[] values = examples.values();
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= bounds.lower() && values[i] <= bounds.upper())) {
        throw new OstrichException(
            "%s: example %d holds %s, which is not within the bounds %s: scale the data, or give the model's range with --bounds."
                .formatted(file, first + i / examples.exampleSize(), values[i], bounds));
      }
    }
  }
}
