package org.ostrichml.view;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Index;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Reads a picture between its pixels, by bilinear interpolation; beyond its border the border goes
 * on. Written with one gather of four neighbours side by side, whose gradient is exact.
 *
 * @param tf where the ops go
 * @param places the upper left neighbour of each pixel that is wanted, as a number among the
 *     picture's, [P * H * W]
 * @param weights what each of the four neighbours counts, [P * H * W, 4, 1]
 * @param shape of {@code [P, H, W]}
 */
record Sampling(Ops tf, Operand<TInt32> places, Operand<TFloat32> weights, Operand<TInt32> shape) {

  /**
   * Reads at {@code rows} and {@code columns}.
   *
   * @param rows [P, H, W], in pixels of the source
   * @param columns likewise
   */
  static Sampling of(Ops tf, Operand<TFloat32> rows, Operand<TFloat32> columns, Pose.Side source) {
    Operand<TFloat32> y = within(tf, rows, source.height());
    Operand<TFloat32> x = within(tf, columns, source.width());
    Operand<TFloat32> top = tf.math.floor(y);
    Operand<TFloat32> left = tf.math.floor(x);
    Operand<TFloat32> down = tf.math.sub(y, top);
    Operand<TFloat32> right = tf.math.sub(x, left);
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> up = tf.math.sub(one, down);
    Operand<TFloat32> over = tf.math.sub(one, right);
    Operand<TFloat32> weights =
        tf.stack(
            List.of(
                tf.math.mul(up, over),
                tf.math.mul(up, right),
                tf.math.mul(down, over),
                tf.math.mul(down, right)),
            Stack.axis(3L));
    Operand<TInt32> places =
        tf.math.add(
            tf.math.mul(tf.dtypes.cast(top, TInt32.class), source.width()),
            tf.dtypes.cast(left, TInt32.class));
    return new Sampling(
        tf,
        tf.reshape(places, tf.constant(new int[] {-1})),
        tf.reshape(weights, tf.constant(new int[] {-1, 4, 1})),
        tf.shape(y));
  }

  private static Operand<TFloat32> within(Ops tf, Operand<TFloat32> place, Operand<TInt32> side) {
    Operand<TFloat32> last = tf.dtypes.cast(tf.math.sub(side, tf.constant(1)), TFloat32.class);
    return tf.math.minimum(tf.math.maximum(place, tf.constant(0f)), last);
  }

  /**
   * What a picture shows there.
   *
   * @param picture [N, h, w, channels]
   * @return [N, P, H, W, channels]
   */
  Operand<TFloat32> of(Operand<TFloat32> picture, int channels) {
    Operand<TFloat32> below = moved(picture, 1);
    Operand<TFloat32> four =
        tf.concat(List.of(picture, moved(picture, 2), below, moved(below, 2)), tf.constant(3));
    Operand<TInt32> size = tf.stridedSlice(tf.shape(picture), Indices.sliceTo(1));
    Operand<TFloat32> pixels =
        tf.reshape(
            four,
            tf.concat(List.of(size, tf.constant(new int[] {-1, 4 * channels})), tf.constant(0)));
    Operand<TFloat32> read = tf.gather(pixels, places, tf.constant(1));
    Operand<TFloat32> neighbours =
        tf.reshape(
            read,
            tf.concat(List.of(size, tf.constant(new int[] {-1, 4, channels})), tf.constant(0)));
    Operand<TFloat32> mixed = tf.reduceSum(tf.math.mul(neighbours, weights), tf.constant(2));
    return tf.reshape(
        mixed, tf.concat(List.of(size, shape, tf.constant(new int[] {channels})), tf.constant(0)));
  }

  /** Each pixel's next along an axis; the last one's is itself. */
  private Operand<TFloat32> moved(Operand<TFloat32> picture, int axis) {
    Index all = Indices.all();
    Index[] rest = {all, all, all, all};
    Index[] last = {all, all, all, all};
    rest[axis] = Indices.sliceFrom(1);
    last[axis] = Indices.sliceFrom(-1);
    return tf.concat(
        List.of(tf.stridedSlice(picture, rest), tf.stridedSlice(picture, last)), tf.constant(axis));
  }
}
