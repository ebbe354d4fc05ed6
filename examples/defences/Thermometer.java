package defences;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import training.Layers;

/**
 * Each pixel becomes several, one for each level that it exceeds: "thermometer encoding" (Buckman
 * et al., 2018). Comparisons have no gradient.
 */
final class Thermometer {
  private Thermometer() {}

  /**
   * The codes of pixels.
   *
   * @param pixels {@code [?, n]} from 0 to 1
   * @return {@code [?, n levels]}, 0 or 1
   */
  static Operand<TFloat32> code(Ops tf, Operand<TFloat32> pixels, int levels) {
    float[] marks = new float[levels];
    for (int i = 0; i < levels; i++) {
      marks[i] = (i + 0.5f) / levels;
    }
    Operand<TFloat32> each = tf.expandDims(pixels, tf.constant(-1));
    Operand<TFloat32> code =
        tf.withName("code")
            .dtypes
            .cast(tf.withName("exceeds").math.greater(each, tf.constant(marks)), TFloat32.class);
    return tf.reshape(code, tf.array(-1, (int) Layers.channels(pixels) * levels));
  }
}
