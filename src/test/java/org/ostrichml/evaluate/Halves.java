package org.ostrichml.evaluate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Models of pictures of 8x8 whose logits are [s, -s], where s is how much more light is in the
 * upper half than in the lower, and what hides the slope of that.
 */
final class Halves {
  static final int PIXELS = 64;

  private Halves() {}

  /** From the pixels, [N, 64], to s, [N, 1], or from logits to what the model puts out. */
  @FunctionalInterface
  interface Score {
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> pixels);
  }

  static TargetModel load(Path folder, Score score, Score head) {
    Path saved =
        Fixtures.savedModel(
            folder,
            Shape.of(-1, 8, 8, 1),
            (tf, x) ->
                head.of(
                    tf,
                    tf.linalg.matMul(
                        score.of(tf, tf.reshape(x, tf.array(-1, PIXELS))),
                        tf.constant(new float[][] {{1, -1}}))));
    return TargetModel.load(saved, ModelOptions.defaults().withBounds(Bounds.UNIT));
  }

  /** How much more light is in the upper half. */
  static Operand<TFloat32> difference(Ops tf, Operand<TFloat32> pixels) {
    float[][] weights = new float[PIXELS][1];
    for (int i = 0; i < PIXELS; i++) {
      weights[i][0] = i < PIXELS / 2 ? 1 : -1;
    }
    return tf.linalg.matMul(pixels, tf.constant(weights));
  }

  /** Eight levels, between which it goes up so fast that nobody is there. */
  static Operand<TFloat32> stairs(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> sum = tf.math.mul(x, tf.constant(0f));
    for (int k = 0; k < 8; k++) {
      Operand<TFloat32> from = tf.math.sub(x, tf.constant((k + 0.51f) / 8));
      Operand<TFloat32> step =
          tf.math.minimum(tf.nn.relu(tf.math.mul(from, tf.constant(1e5f))), tf.constant(1f));
      sum = tf.math.add(sum, tf.math.mul(step, tf.constant(1 / 8f)));
    }
    return sum;
  }

  /** {@code height sin(2 pi frequency x)}. */
  static Operand<TFloat32> waves(Ops tf, Operand<TFloat32> x, float frequency, float height) {
    return tf.math.mul(
        tf.math.sin(tf.math.mul(x, tf.constant((float) (2 * Math.PI) * frequency))),
        tf.constant(height));
  }

  /** Goes up to 10 where s falls from 2.8 to 1.2, and at once down again. */
  static Operand<TFloat32> wall(Ops tf, Operand<TFloat32> s) {
    Operand<TFloat32> outer = tf.math.div(tf.math.sub(tf.constant(2.8f), s), tf.constant(1.6f));
    Operand<TFloat32> inner = tf.math.div(tf.math.sub(s, tf.constant(1f)), tf.constant(0.2f));
    return tf.math.mul(tf.nn.relu(tf.math.minimum(outer, inner)), tf.constant(10f));
  }

  /** Pictures of whole grey levels around the middle, whose s is the margin, or as much below 0. */
  static Batch examples(int count, float margin) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[count * PIXELS];
    for (int example = 0; example < count; example++) {
      int[] levels = random.ints(PIXELS, 110, 146).toArray();
      int s = Arrays.stream(levels, 0, 32).sum() - Arrays.stream(levels, 32, PIXELS).sum();
      int wanted = Math.round(255 * margin) * (example % 2 == 0 ? 1 : -1);
      for (int i = 0; s != wanted; i = (i + 1) % PIXELS) {
        int sign = i < 32 ? 1 : -1;
        int step = Integer.signum(wanted - s);
        levels[i] += sign * step;
        s += step;
      }
      for (int i = 0; i < PIXELS; i++) {
        values[example * PIXELS + i] = Bounds.UNIT.value(levels[i]);
      }
    }
    return new Batch(values, count, 8, 8, 1);
  }
}
