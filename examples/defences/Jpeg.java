package defences;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * What a picture loses as a JPEG file (ITU-T T.81) without subsampling: its brightness and colours
 * are cut into blocks of 8x8, and the cosine coefficients of each are rounded. The coding that
 * follows in a file loses nothing, so it is left out. Dziugaite et al. (2016), "A study of the
 * effect of JPG compression on adversarial images".
 */
final class Jpeg {
  private static final int SIDE = 8;
  private static final int PIXELS = SIDE * SIDE;

  /** The steps of brightness and of colours at quality 50: tables K.1 and K.2 of the standard. */
  private static final int[] BRIGHTNESS = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };

  private static final int[] COLOUR = {
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
  };

  /** From red, green and blue to brightness, blueness and redness. */
  private static final float[][] COLOURS = {
    {0.299f, -0.168736f, 0.5f}, {0.587f, -0.331264f, -0.418688f}, {0.114f, 0.5f, -0.081312f}
  };

  private static final float[][] BACK = {
    {1, 1, 1}, {0, -0.344136f, 1.772f}, {1.402f, -0.714136f, 0}
  };

  private Jpeg() {}

  /**
   * Pictures after the round trip.
   *
   * @param pictures {@code [?, height, width, 3]} from 0 to 1, the sides multiples of 8
   * @param quality 1 to 100
   */
  static Operand<TFloat32> roundTrip(Ops tf, Operand<TFloat32> pictures, int quality) {
    int height = (int) pictures.shape().get(1);
    int width = (int) pictures.shape().get(2);
    Operand<TFloat32> shift = tf.constant(new float[] {128, 0, 0});
    Operand<TFloat32> steps = tf.constant(steps(quality));
    Operand<TFloat32> waves = tf.constant(waves());

    Operand<TFloat32> pixels =
        tf.reshape(tf.math.mul(pictures, tf.constant(255f)), tf.array(-1, 3));
    Operand<TFloat32> colours = tf.math.sub(tf.linalg.matMul(pixels, tf.constant(COLOURS)), shift);
    Operand<TFloat32> cut =
        tf.reshape(colours, tf.array(-1, height / SIDE, SIDE, width / SIDE, SIDE, 3));
    Operand<TFloat32> blocks =
        tf.reshape(tf.linalg.transpose(cut, tf.array(0, 1, 3, 5, 2, 4)), tf.array(-1, PIXELS));

    Operand<TFloat32> coefficients =
        tf.reshape(
            tf.linalg.matMul(blocks, waves, MatMul.transposeB(true)), tf.array(-1, 3, PIXELS));
    Operand<TFloat32> rounded =
        tf.math.mul(tf.withName("coefficients").math.rint(tf.math.div(coefficients, steps)), steps);
    Operand<TFloat32> restored = tf.linalg.matMul(tf.reshape(rounded, tf.array(-1, PIXELS)), waves);

    Operand<TFloat32> laid =
        tf.reshape(restored, tf.array(-1, height / SIDE, width / SIDE, 3, SIDE, SIDE));
    Operand<TFloat32> whole =
        tf.reshape(tf.linalg.transpose(laid, tf.array(0, 1, 4, 2, 5, 3)), tf.array(-1, 3));
    Operand<TFloat32> levels =
        tf.withName("levels")
            .math
            .rint(tf.linalg.matMul(tf.math.add(whole, shift), tf.constant(BACK)));
    Operand<TFloat32> valid = tf.clipByValue(levels, tf.constant(0f), tf.constant(255f));
    return tf.reshape(tf.math.div(valid, tf.constant(255f)), tf.array(-1, height, width, 3));
  }

  /** The steps of brightness and of both colours, for each coefficient of a block. */
  private static float[][] steps(int quality) {
    int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    float[][] steps = new float[3][PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      steps[0][i] = Math.min(Math.max((BRIGHTNESS[i] * scale + 50) / 100, 1), 255);
      steps[1][i] = Math.min(Math.max((COLOUR[i] * scale + 50) / 100, 1), 255);
      steps[2][i] = steps[1][i];
    }
    return steps;
  }

  /** The cosines of each coefficient over the pixels of a block; an orthogonal matrix. */
  private static float[][] waves() {
    float[][] waves = new float[PIXELS][PIXELS];
    for (int wave = 0; wave < PIXELS; wave++) {
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        waves[wave][pixel] =
            (float) (cosine(wave / SIDE, pixel / SIDE) * cosine(wave % SIDE, pixel % SIDE));
      }
    }
    return waves;
  }

  private static double cosine(int wave, int pixel) {
    double length = wave == 0 ? Math.sqrt(1.0 / SIDE) : Math.sqrt(2.0 / SIDE);
    return length * Math.cos((2 * pixel + 1) * wave * Math.PI / (2 * SIDE));
  }
}
