package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.inputs;

import java.util.Map;
import java.util.Optional;
import org.ostrichml.model.NativeKernels;
import org.tensorflow.GraphOperation;
import org.tensorflow.proto.DataType;

/** Gradients by the native kernels, and of them. */
final class NativeKernelRules {
  private static final GradientRule MAX_POOL =
      inputs(b -> b.like(NativeKernels.MAX_POOL_GRAD, b.x(0), b.g()));

  private NativeKernelRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    rules.put(NativeKernels.LRN, inputs(b -> b.like(NativeKernels.LRN_GRAD, b.g(), b.x(0))));
    rules.put(
        NativeKernels.MAX_POOL_GRAD,
        inputs(null, b -> b.like("MaxPoolGradGrad", b.x(0), b.like("MaxPool", b.x(0)), b.g())));
  }

  /** The rule for an op whose gradient a native kernel computes faster than TensorFlow does. */
  static Optional<GradientRule> of(GraphOperation op) {
    return op.type().equals("MaxPool")
            && op.output(0).dataType() == DataType.DT_FLOAT
            && isSpatial(op)
            && NativeKernels.available()
        ? Optional.of(MAX_POOL)
        : Optional.empty();
  }

  /** The kernel pools rows and columns; TensorFlow's pools channels too. */
  private static boolean isSpatial(GraphOperation op) {
    return op.attributes().getAttrString("data_format").equals("NHWC")
        && op.attributes().getAttrIntList("ksize")[3] == 1;
  }
}
