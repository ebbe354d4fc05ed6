package org.ostrichml.view;

import java.util.Arrays;
import java.util.List;
import org.ostrichml.data.Bounds;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The light in which pictures are seen, and the noise of the camera: {@code middle + gain * (value
 * - middle) + offset + noise}, another at each position.
 *
 * @param drawing where the numbers come from
 * @param spread how far they stray
 * @param bounds the values of black and white
 */
record Light(Drawing drawing, Spread spread, Bounds bounds) {

  /**
   * Pictures in that light, not clipped.
   *
   * @param pictures [N, P, ..]
   * @param rank of {@code pictures}
   * @param cover how much of each value is the picture's own, broadcast to {@code pictures}; what
   *     is not is 0 in them and stays so
   */
  Operand<TFloat32> on(
      Operand<TFloat32> pictures, int rank, int positions, Operand<TFloat32> cover) {
    Ops tf = drawing.tf();
    Operand<TFloat32> lit = pictures;
    if (spread.brightness() > 0 || spread.contrast() > 0) {
      Drawing.Columns columns = drawing.uniform(Drawing.Of.LIGHT, positions, 2);
      Operand<TFloat32> gain =
          each(tf.math.add(tf.constant(1f), columns.get(0, spread.contrast())), rank);
      Operand<TFloat32> offset = each(columns.get(1, spread.brightness() * bounds.range()), rank);
      float middle = bounds.lower() + bounds.range() / 2;
      Operand<TFloat32> constant =
          tf.math.add(tf.math.mul(tf.math.sub(tf.constant(1f), gain), tf.constant(middle)), offset);
      lit = tf.math.add(tf.math.mul(lit, gain), tf.math.mul(constant, cover));
    }
    if (spread.noise() > 0) {
      Operand<TInt32> one = tf.stridedSlice(tf.shape(pictures), Indices.sliceFrom(2));
      Operand<TInt32> shape =
          tf.concat(List.of(tf.constant(new int[] {positions}), one), tf.constant(0));
      Operand<TFloat32> noise =
          tf.math.mul(
              drawing.normal(Drawing.Of.NOISE, shape),
              tf.constant(spread.noise() * bounds.range()));
      lit = tf.math.add(lit, tf.math.mul(noise, cover));
    }
    return lit;
  }

  /** Values moved into the bounds. */
  Operand<TFloat32> clip(Operand<TFloat32> values) {
    Ops tf = drawing.tf();
    return tf.math.minimum(
        tf.math.maximum(values, tf.constant(bounds.lower())), tf.constant(bounds.upper()));
  }

  /** A number for each position, as an axis of pictures [N, P, ..]. */
  private Operand<TFloat32> each(Operand<TFloat32> perPosition, int rank) {
    int[] shape = new int[rank - 1];
    Arrays.fill(shape, 1);
    shape[0] = -1;
    return drawing.tf().reshape(perPosition, drawing.tf().constant(shape));
  }
}
