package org.ostrichml.attack;

import org.ostrichml.data.Bounds;
import org.ostrichml.model.NativeKernels;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Parts of a step by native kernels; each stands for several ops of TensorFlow's, to the bit. */
final class NativeStep {
  private NativeStep() {}

  /** {@code from}, moved by the step size along the signs of a direction, and into the box. */
  static Operand<TFloat32> along(
      StepContext step, Operand<TFloat32> from, Operand<TFloat32> direction) {
    return op(
        builder(step.tf(), NativeKernels.SIGN_STEP)
            .addInput(from.asOutput())
            .addInput(direction.asOutput())
            .addInput(step.lower().asOutput())
            .addInput(step.upper().asOutput())
            .addInput(step.stepSize().asOutput()));
  }

  /** Each value's nearest grey level, [N, D]. */
  static Operand<TFloat32> greyLevels(Ops tf, Operand<TFloat32> values, Bounds bounds) {
    return op(
        builder(tf, NativeKernels.GREY_LEVELS)
            .addInput(values.asOutput())
            .setAttr("black", bounds.lower())
            .setAttr("white", bounds.upper()));
  }

  private static OperationBuilder builder(Ops tf, String type) {
    return tf.scope().opBuilder(type, type);
  }

  private static Operand<TFloat32> op(OperationBuilder builder) {
    return builder.build().<TFloat32>output(0);
  }
}
