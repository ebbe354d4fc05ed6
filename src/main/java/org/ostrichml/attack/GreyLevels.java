package org.ostrichml.attack;

import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.NativeKernels;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * The input values that an 8-bit picture can hold, {@code lower + range * level / 255} with a whole
 * {@code level}, by the arithmetic of {@link Bounds#value}; beyond the bounds they go on at the
 * same distance.
 */
final class GreyLevels {
  /** A value this close to a level, in levels, counts as that level: floats are not exact. */
  private static final double SLACK = 1e-3;

  private GreyLevels() {}

  /** The lowest level that is not below {@code value}. */
  static float atLeast(float value, Bounds bounds) {
    return value(Math.ceil(level(value, bounds) - SLACK), bounds);
  }

  /** The highest level that is not above {@code value}. */
  static float atMost(float value, Bounds bounds) {
    return value(Math.floor(level(value, bounds) + SLACK), bounds);
  }

  /** The level nearest to {@code value}. */
  static float nearest(float value, Bounds bounds) {
    return value(Math.rint(level(value, bounds)), bounds);
  }

  /** Each value's nearest level. */
  static Batch round(Batch batch, Bounds bounds) {
    float[] rounded = batch.values().clone();
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = nearest(rounded[i], bounds);
    }
    return new Batch(rounded, batch.shape());
  }

  /** The same as ops on a graph, [N, D]. */
  static Operand<TFloat32> round(Ops tf, Operand<TFloat32> values, Bounds bounds) {
    if (NativeKernels.available()) {
      return NativeStep.greyLevels(tf, values, bounds);
    }
    Operand<TFloat64> lower = tf.constant((double) bounds.lower());
    Operand<TFloat64> range = tf.constant((double) bounds.upper() - bounds.lower());
    Operand<TFloat64> white = tf.constant(255d);
    Operand<TFloat64> exact = tf.dtypes.cast(values, TFloat64.class);
    Operand<TFloat64> levels =
        tf.math.rint(tf.math.div(tf.math.mul(tf.math.sub(exact, lower), white), range));
    return tf.dtypes.cast(
        tf.math.add(lower, tf.math.div(tf.math.mul(range, levels), white)), TFloat32.class);
  }

  private static double level(float value, Bounds bounds) {
    return ((double) value - bounds.lower()) * 255 / ((double) bounds.upper() - bounds.lower());
  }

  private static float value(double level, Bounds bounds) {
    return (float) (bounds.lower() + ((double) bounds.upper() - bounds.lower()) * level / 255);
  }
}
