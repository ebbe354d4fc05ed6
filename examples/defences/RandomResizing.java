package defences;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.image.CropAndResize;
import org.tensorflow.op.random.RandomUniform;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Each picture is made smaller by a random factor and put somewhere on a grey ground: Xie et al.
 * (2018), "Mitigating adversarial effects through randomization".
 */
final class RandomResizing {
  private static final float GREY = 0.5f;
  private static final long SEED = 12;

  private RandomResizing() {}

  /**
   * Pictures of random sizes at random places, on one crop of the original size.
   *
   * @param pictures {@code [?, size, size, 3]}
   * @param smallest the side of the smallest picture, in pixels; the largest is one less than
   *     {@code size}
   */
  static Operand<TFloat32> resized(Ops tf, Operand<TFloat32> pictures, int smallest) {
    int size = Math.toIntExact(pictures.shape().get(1));
    Operand<TInt32> count = tf.stridedSlice(tf.shape(pictures), Indices.at(0));
    Operand<TFloat32> draws = draws(tf, count);
    Operand<TFloat32> side = whole(tf, draw(tf, draws, 0), smallest, size - smallest);
    Operand<TFloat32> room = tf.math.sub(tf.constant((float) (size + 1)), side);
    Operand<TFloat32> top = tf.math.floor(tf.math.mul(draw(tf, draws, 1), room));
    Operand<TFloat32> left = tf.math.floor(tf.math.mul(draw(tf, draws, 2), room));
    // In parts of the picture from its first pixel to its last, as the op counts.
    Operand<TFloat32> pixel = tf.math.reciprocal(tf.math.sub(side, tf.constant(1f)));
    Operand<TFloat32> y1 = tf.math.neg(tf.math.mul(top, pixel));
    Operand<TFloat32> x1 = tf.math.neg(tf.math.mul(left, pixel));
    Operand<TFloat32> all = tf.math.mul(pixel, tf.constant((float) (size - 1)));
    Operand<TFloat32> boxes =
        tf.stack(List.of(y1, x1, tf.math.add(y1, all), tf.math.add(x1, all)), Stack.axis(1L));
    return tf.withName("resized")
        .image
        .cropAndResize(
            pictures,
            boxes,
            tf.range(tf.constant(0), count, tf.constant(1)),
            tf.array(size, size),
            CropAndResize.extrapolationValue(GREY));
  }

  private static Operand<TFloat32> draws(Ops tf, Operand<TInt32> count) {
    return tf.random.randomUniform(
        tf.stack(List.of(tf.constant(3), count)), TFloat32.class, RandomUniform.seed(SEED));
  }

  private static Operand<TFloat32> draw(Ops tf, Operand<TFloat32> draws, long row) {
    return tf.stridedSlice(draws, Indices.at(row));
  }

  private static Operand<TFloat32> whole(Ops tf, Operand<TFloat32> draw, int least, int count) {
    return tf.math.add(
        tf.math.floor(tf.math.mul(draw, tf.constant((float) count))), tf.constant((float) least));
  }
}
