package defences;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Pixels are rounded to a few levels: "feature squeezing" (Xu et al., 2018), section III.A. The
 * gradient of the rounding is zero everywhere.
 */
final class BitDepth {
  private BitDepth() {}

  /**
   * The nearest of 2^bits levels from 0 to 1.
   *
   * @param pixels from 0 to 1
   */
  static Operand<TFloat32> reduced(Ops tf, Operand<TFloat32> pixels, int bits) {
    Operand<TFloat32> steps = tf.constant((float) ((1 << bits) - 1));
    Operand<TFloat32> rounded = tf.withName("levels").math.rint(tf.math.mul(pixels, steps));
    return tf.math.div(rounded, steps);
  }
}
