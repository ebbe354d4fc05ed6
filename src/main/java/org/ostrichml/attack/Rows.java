package org.ostrichml.attack;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * Arithmetic on the rows of a matrix [N, D], one for each example, as ops. A column is [N, 1]. What
 * comes of a row depends on no other row.
 *
 * @param tf where the ops go
 */
public record Rows(Ops tf) {
  /** Less than any length that counts. */
  private static final float TINY = 1e-30f;

  /**
   * The sum of each row, a column. A row of zeros is summed too, as TensorFlow adds in another
   * order where there is but one.
   */
  public Operand<TFloat32> sum(Operand<TFloat32> rows) {
    Operand<TFloat32> padded =
        tf.pad(rows, tf.constant(new int[][] {{0, 1}, {0, 0}}), tf.constant(0f));
    Operand<TFloat32> sums = tf.reduceSum(padded, tf.constant(1), ReduceSum.keepDims(true));
    return tf.stridedSlice(sums, Indices.sliceTo(-1), Indices.all());
  }

  /** The largest value of each row, a column. */
  public Operand<TFloat32> max(Operand<TFloat32> rows) {
    return tf.reduceMax(rows, tf.constant(1), ReduceMax.keepDims(true));
  }

  /** The Euclidean length of each row, a column; no square under- or overflows. */
  public Operand<TFloat32> l2(Operand<TFloat32> rows) {
    Operand<TFloat32> scale = positive(max(tf.math.abs(rows)));
    return tf.math.mul(scale, tf.math.sqrt(sum(tf.math.square(tf.math.div(rows, scale)))));
  }

  /** The sum of the absolute values of each row, a column. */
  public Operand<TFloat32> l1(Operand<TFloat32> rows) {
    return sum(tf.math.abs(rows));
  }

  /** Values of 0 or more, made large enough to divide by. */
  public Operand<TFloat32> positive(Operand<TFloat32> values) {
    return tf.math.maximum(values, tf.constant(TINY));
  }
}
