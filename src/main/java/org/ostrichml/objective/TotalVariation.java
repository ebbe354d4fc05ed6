package org.ostrichml.objective;

import org.ostrichml.OstrichException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Index;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How rough a picture is: the mean over its values of {@code sqrt((below - x)^2 + (right - x)^2)},
 * which Mahendran and Vedaldi (2015), "Understanding deep image representations by inverting them",
 * section 3, have with an exponent of 1, and Sharif et al. (2016), "Accessorize to a crime",
 * equation 5, as a sum. Cameras lose what is rough, and printers smear it. Neighbours count as far
 * as the mask lets both change.
 *
 * @param weight in parts of the loss, 0 or more; of differences in parts of the bounds' range
 * @param range of the bounds
 */
public record TotalVariation(float weight, float range) implements Penalty {
  /** Below this part of the range the root is rounded off, so that it has a slope at 0. */
  private static final float SMOOTH = 1e-3f;

  /**
   * Checks the weight.
   *
   * @throws OstrichException if it is negative or not a number
   */
  public TotalVariation {
    check(weight);
  }

  /** Checks a weight. */
  static void check(float weight) {
    if (!(weight >= 0) || Float.isInfinite(weight)) {
      throw new OstrichException("A penalty weighs " + weight + ": give 0 or more.");
    }
  }

  @Override
  public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> input, Operand<TFloat32> mask) {
    Operand<TFloat32> smooth = tf.constant(SMOOTH);
    Operand<TFloat32> squares = tf.math.add(steps(tf, input, mask, 1), steps(tf, input, mask, 2));
    Operand<TFloat32> lengths =
        tf.math.sub(tf.math.sqrt(tf.math.add(squares, tf.math.square(smooth))), smooth);
    int[] axes = {1, 2, 3};
    Operand<TFloat32> count = tf.reduceSum(mask, tf.constant(new int[] {0, 1, 2, 3}));
    return tf.math.mul(
        tf.math.div(tf.reduceSum(lengths, tf.constant(axes)), count), tf.constant(weight));
  }

  /** The squared differences of neighbours along an axis; 0 at its end. */
  private Operand<TFloat32> steps(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> mask, int axis) {
    Operand<TFloat32> change =
        tf.math.div(
            tf.math.sub(part(tf, input, axis, true), part(tf, input, axis, false)),
            tf.constant(range));
    Operand<TFloat32> both = tf.math.mul(part(tf, mask, axis, true), part(tf, mask, axis, false));
    int[][] end = new int[4][2];
    end[axis][1] = 1;
    return tf.pad(tf.math.mul(tf.math.square(change), both), tf.constant(end), tf.constant(0f));
  }

  private static Operand<TFloat32> part(Ops tf, Operand<TFloat32> values, int axis, boolean next) {
    Index[] indices = {Indices.all(), Indices.all(), Indices.all(), Indices.all()};
    indices[axis] = next ? Indices.sliceFrom(1) : Indices.sliceTo(-1);
    return tf.stridedSlice(values, indices);
  }
}
