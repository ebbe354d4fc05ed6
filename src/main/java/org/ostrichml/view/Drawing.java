package org.ostrichml.view;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Random numbers for the positions of a view, as ops: the same for the same seed and number of the
 * drawing.
 *
 * @param tf where the ops go
 * @param draw the number of the drawing, a scalar
 */
record Drawing(Ops tf, long seed, Operand<TInt32> draw) {
  /** What is drawn; each has random numbers of its own. */
  enum Of {
    POSE,
    LIGHT,
    NOISE,
    PLACE,
    PHOTOS
  }

  /** Numbers from -1 to 1 in columns of {@code positions}. */
  Columns uniform(Of what, int positions, int columns) {
    Operand<TFloat32> unit =
        tf.random.statelessRandomUniform(tf.constant(new int[] {columns, positions}), key(what));
    return new Columns(tf, tf.math.sub(tf.math.mul(unit, tf.constant(2f)), tf.constant(1f)));
  }

  /** Normally distributed numbers. */
  Operand<TFloat32> normal(Of what, Operand<TInt32> shape) {
    return tf.random.statelessRandomNormal(shape, key(what));
  }

  private Operand<TInt64> key(Of what) {
    Operand<TInt64> number = tf.dtypes.cast(draw, TInt64.class);
    Operand<TInt64> own =
        tf.math.add(
            tf.math.mul(number, tf.constant((long) Of.values().length)),
            tf.constant((long) what.ordinal()));
    return tf.stack(List.of(tf.constant(seed), own));
  }

  /** Several numbers for each position. */
  record Columns(Ops tf, Operand<TFloat32> numbers) {
    /** One number for each position, [P]. */
    Operand<TFloat32> get(int column) {
      return tf.stridedSlice(numbers, Indices.at(column));
    }

    /** The same, from {@code -most} to {@code most}. */
    Operand<TFloat32> get(int column, float most) {
      return tf.math.mul(get(column), tf.constant(most));
    }
  }
}
