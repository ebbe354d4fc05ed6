package org.ostrichml.gradient;

import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The shapes of tensors as tensors. TensorFlow infers the shape of each op that is added, and of
 * one that reads a shape it tries to compute that; where an axis is unknown, this walks back
 * through the whole network, and a recurrent net of 60 steps takes seconds. It stops at a {@code
 * PlaceholderWithDefault}.
 */
final class Shapes {
  private Shapes() {}

  /** The shape of a tensor. */
  static Operand<TInt32> of(Ops tf, Operand<? extends TType> tensor) {
    Operand<TInt32> shape = tf.shape(tensor);
    return isKnown(tensor) ? shape : tf.placeholderWithDefault(shape, shape.shape());
  }

  /** The shape that {@code shape} holds of a tensor. */
  static Output<?> unfolded(Ops tf, Output<?> tensor, Output<?> shape) {
    return isKnown(tensor) ? shape : tf.placeholderWithDefault(shape, shape.shape()).asOutput();
  }

  private static boolean isKnown(Operand<?> tensor) {
    return !tensor.shape().hasUnknownDimension();
  }
}
