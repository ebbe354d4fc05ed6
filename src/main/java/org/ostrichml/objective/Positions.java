package org.ostrichml.objective;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The positions of a model's output, each with scores of its own: one, or those of a map. */
public final class Positions {
  private Positions() {}

  /** Whether scores are more than one vector for each example. */
  static boolean areSeveral(Operand<TFloat32> scores) {
    return scores.shape().numDimensions() > 2;
  }

  /**
   * Labels in the shape of the positions.
   *
   * @param scores float32 [N, .., classes]
   * @param labels int32, as many as there are positions, in any shape
   * @return int32 [N, ..]
   */
  public static Operand<TInt32> labels(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
    return areSeveral(scores)
        ? tf.reshape(labels, tf.stridedSlice(tf.shape(scores), Indices.sliceTo(-1)))
        : labels;
  }

  /** 1 at positions that count, and 0 elsewhere, of the shape of the labels. */
  static Operand<TFloat32> counting(Ops tf, Operand<TInt32> labels) {
    return number(tf, tf.math.greaterEqual(labels, tf.constant(0)));
  }

  /**
   * The part of the positions that are where they should be, of those that count.
   *
   * @param scores float32 [N, .., classes]
   * @param labels int32 [N, ..]
   * @param sign of the goal, a scalar: negative where the labels are to be reached
   * @return [N], from 0 to 1
   */
  public static Operand<TFloat32> share(
      Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels, Operand<TFloat32> sign) {
    Operand<TInt32> predicted =
        tf.dtypes.cast(tf.math.argMax(scores, tf.constant(-1)), TInt32.class);
    Operand<TFloat32> hit = number(tf, tf.math.equal(predicted, labels));
    Operand<TFloat32> targeted = number(tf, tf.math.less(sign, tf.constant(0f)));
    Operand<TFloat32> miss = tf.math.abs(tf.math.sub(hit, targeted));
    Operand<TFloat32> there = tf.math.sub(tf.constant(1f), miss);
    if (!areSeveral(scores)) {
      return there;
    }
    Operand<TFloat32> counting = counting(tf, labels);
    Operand<TInt32> axes = tf.range(tf.constant(1), tf.rank(counting), tf.constant(1));
    return tf.math.div(
        tf.reduceSum(tf.math.mul(there, counting), axes), tf.reduceSum(counting, axes));
  }

  private static Operand<TFloat32> number(Ops tf, Operand<TBool> truth) {
    return tf.dtypes.cast(truth, TFloat32.class);
  }
}
