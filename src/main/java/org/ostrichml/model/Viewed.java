package org.ostrichml.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostrichml.OstrichException;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A model behind a {@link View}, in the model's own graph: what depends on the input is there once
 * more, the weights are not.
 *
 * @param input what is attacked
 * @param draw the number of the drawing, a scalar, 0 unless it is fed
 * @param shown what the model is shown
 * @param head the outputs, with an axis for the positions after that of the examples
 */
record Viewed(
    Placeholder<TFloat32> input, Operand<TInt32> draw, Operand<TFloat32> shown, OutputHead head) {

  /**
   * Adds a view.
   *
   * @param draw the drawing of a view that is there already, or null
   * @throws OstrichException if the model's batch is fixed and does not hold whole examples
   */
  static Viewed of(
      Ops tf, Operand<TFloat32> seen, OutputHead head, Operand<TInt32> draw, View view) {
    int[] shape = OutputHead.axes(seen);
    if (shape.length == 0) {
      throw new OstrichException(
          "The model does not tell the shape of its input, so nothing can be put before it.");
    }
    int size = shape[0] < 0 ? -1 : shape[0] / view.positions();
    if (size == 0 || shape[0] % view.positions() > 0) {
      throw new OstrichException(
          "The model takes batches of %d alone, and each example becomes %d pictures: choose a number that divides the batch."
              .formatted(shape[0], view.positions()));
    }
    int[] example = view.exampleShape(Arrays.copyOfRange(shape, 1, shape.length));
    Placeholder<TFloat32> input =
        tf.placeholder(TFloat32.class, Placeholder.shape(withBatch(size, example)));
    Operand<TInt32> drawing =
        draw == null ? tf.placeholderWithDefault(tf.constant(0), Shape.scalar()) : draw;
    Operand<TFloat32> shown = reshaped(tf, view.shown(tf, input, drawing), shape);
    Set<Output<?>> ends = new LinkedHashSet<>();
    List.of(head.output(), head.logits(), head.probabilities())
        .forEach(end -> ends.add(end.asOutput()));
    Map<Output<?>, Output<?>> copies =
        new GraphCopy(ends).reading(tf, Map.of(seen.asOutput(), shown.asOutput()));
    Map<Output<?>, Operand<TFloat32>> outputs = new HashMap<>();
    for (Output<?> end : ends) {
      @SuppressWarnings("unchecked")
      Operand<TFloat32> copy = (Operand<TFloat32>) copies.getOrDefault(end, end);
      outputs.put(end, perPosition(tf, copy, size, view.positions(), head.classes()));
    }
    return new Viewed(
        input,
        drawing,
        shown,
        new OutputHead(
            head.kind(),
            outputs.get(head.output().asOutput()),
            outputs.get(head.logits().asOutput()),
            outputs.get(head.probabilities().asOutput()),
            head.classes()));
  }

  private static Shape withBatch(int size, int[] example) {
    return Shape.of(size).append(Shape.of(Arrays.stream(example).asLongStream().toArray()));
  }

  /** With the model's own shape as far as a reshape can tell it, so that no rule lacks it. */
  private static Operand<TFloat32> reshaped(Ops tf, Operand<TFloat32> shown, int[] shape) {
    boolean told = Arrays.stream(shape).filter(axis -> axis < 0).count() <= 1;
    return told ? tf.reshape(shown, tf.constant(shape)) : tf.identity(shown);
  }

  /** Splits the first axis in examples and positions. */
  private static Operand<TFloat32> perPosition(
      Ops tf, Operand<TFloat32> output, int size, int positions, int classes) {
    int[] first = {size, positions};
    int[] axes = OutputHead.axes(output);
    int[] rest = Arrays.copyOfRange(axes, Math.min(1, axes.length), axes.length);
    if (output.shape().isUnknown()) {
      rest = new int[] {classes};
    }
    if (Arrays.stream(rest).noneMatch(axis -> axis < 0)) {
      int[] whole = Arrays.copyOf(first, first.length + rest.length);
      System.arraycopy(rest, 0, whole, first.length, rest.length);
      return tf.reshape(output, tf.constant(whole));
    }
    Operand<TInt32> lengths = tf.stridedSlice(tf.shape(output), Indices.sliceFrom(1));
    return tf.reshape(output, tf.concat(List.of(tf.constant(first), lengths), tf.constant(0)));
  }
}
