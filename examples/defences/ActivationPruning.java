package defences;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.random.Multinomial;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import training.Layers;

/**
 * Units are drawn at random, the stronger the likelier, and all others are silent: "stochastic
 * activation pruning" (Dhillon et al., 2018), here with each unit weighted by how often it was
 * drawn. On average that is the unit itself, but what is drawn has no gradient.
 */
final class ActivationPruning {
  private static final long SEED = 11;

  private ActivationPruning() {}

  /**
   * Units after the draw.
   *
   * @param units {@code [?, n]}, not negative
   * @param draws how many are drawn of each row, with replacement
   * @return {@code [?, n]}
   */
  static Operand<TFloat32> pruned(Ops tf, Operand<TFloat32> units, int draws) {
    Operand<TFloat32> sum = tf.reduceSum(units, tf.constant(1), ReduceSum.keepDims(true));
    Operand<TInt64> drawn =
        tf.withName("drawn")
            .random
            .multinomial(
                tf.stopGradient(tf.math.log(units)),
                tf.constant(draws),
                TInt64.class,
                Multinomial.seed(SEED));
    Operand<TInt32> width = tf.constant((int) Layers.channels(units));
    Operand<TFloat32> often =
        tf.reduceSum(tf.oneHot(drawn, width, tf.constant(1f), tf.constant(0f)), tf.constant(1));
    return tf.withName("pruned").math.mul(often, tf.math.div(sum, tf.constant((float) draws)));
  }
}
