package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.inputs;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Pictures that are turned, moved and stretched. As in Python's TensorFlow, the gradient is moved
 * back by the inverse transformation: exact for flips and moves by whole pixels, else a resampling
 * of the exact one.
 */
final class ImageRules {
  private ImageRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    rules.put(
        "ImageProjectiveTransformV2",
        inputs(b -> b.like("ImageProjectiveTransformV2", b.g(), inverse(b), size(b))));
    rules.put(
        "ImageProjectiveTransformV3",
        inputs(
            b ->
                b.like(
                    "ImageProjectiveTransformV3",
                    b.g(),
                    inverse(b),
                    size(b),
                    b.tf.zerosLike(b.x(3)))));
  }

  private static Operand<TInt32> size(Backward b) {
    Ops tf = b.tf;
    return tf.slice(Shapes.of(tf, b.x(0)), tf.constant(new int[] {1}), tf.constant(new int[] {2}));
  }

  /** Eight numbers are a matrix of nine, of which the last is 1. */
  private static Operand<TNumber> inverse(Backward b) {
    Ops tf = b.tf;
    Operand<TNumber> last =
        tf.onesLike(
            tf.slice(b.x(1), tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1})));
    Operand<TNumber> nine = tf.concat(List.of(b.x(1), last), tf.constant(1));
    Operand<TNumber> matrices = tf.linalg.inv(tf.reshape(nine, tf.constant(new int[] {-1, 3, 3})));
    Operand<TNumber> flat = tf.reshape(matrices, tf.constant(new int[] {-1, 9}));
    Operand<TNumber> scale =
        tf.slice(flat, tf.constant(new int[] {0, 8}), tf.constant(new int[] {-1, 1}));
    return tf.slice(
        b.div(flat, scale), tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 8}));
  }
}
