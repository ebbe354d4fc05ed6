package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.inputs;
import static org.ostrichml.gradient.Backward.integer;

import java.util.Map;
import java.util.Optional;
import org.ostrichml.model.NativeKernels;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.family.TNumber;

/** Gradients by the native kernels, and of them. */
final class NativeKernelRules {
  private static final GradientRule MAX_POOL =
      inputs(b -> b.like(NativeKernels.MAX_POOL_GRAD, b.x(0), b.g()));

  // What the kernel takes; see native/kernels/functors.h.
  private static final long FEW_CHANNELS = 4;
  private static final long MOST_TAPS = 32;

  private NativeKernelRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    rules.put(NativeKernels.LRN, inputs(b -> b.like(NativeKernels.LRN_GRAD, b.g(), b.x(0))));
    rules.put(
        NativeKernels.MAX_POOL_GRAD,
        inputs(null, b -> b.like("MaxPoolGradGrad", b.x(0), b.like("MaxPool", b.x(0)), b.g())));
    rules.put(NativeKernels.CONVOLUTION, inputs(NativeKernelRules::layerInput));
    rules.put(NativeKernels.PRODUCT, inputs(NativeKernelRules::layerInput));
  }

  /** The rule for an op whose gradient a native kernel computes faster than TensorFlow does. */
  static Optional<GradientRule> of(GraphOperation op) {
    // The kernel pools rows and columns; TensorFlow's pools channels too.
    return op.type().equals("MaxPool")
            && isOnImages(op)
            && op.attributes().getAttrIntList("ksize")[3] == 1
        ? Optional.of(MAX_POOL)
        : Optional.empty();
  }

  /** Whether native kernels are there and take what the op works on: images as they lie. */
  private static boolean isOnImages(GraphOperation op) {
    return NativeKernels.available()
        && op.output(0).dataType() == DataType.DT_FLOAT
        && op.attributes().getAttrString("data_format").equals("NHWC");
  }

  /**
   * The gradient of a dense {@code Conv2D} at images of few channels, of which TensorFlow's kernels
   * fill up registers with zeros; empty for others, or where there is no native kernel.
   */
  static Optional<Operand<?>> imageGradient(Backward b) {
    Shape filter = b.op.input(1).shape();
    Shape image = b.op.input(0).shape();
    boolean fits =
        isOnImages(b.op)
            && b.attribute("dilations").getList().getIList().stream().allMatch(each -> each == 1)
            && filter.numDimensions() == 4
            && image.numDimensions() == 4
            && filter.get(0) <= MOST_TAPS
            && filter.get(2) == image.get(3)
            && filter.get(2) > 0
            && filter.get(2) <= FEW_CHANNELS;
    return fits
        ? Optional.of(b.like(NativeKernels.IMAGE_GRAD, b.x(0), b.x(1), b.g()))
        : Optional.empty();
  }

  /** The layer with its weights turned round, of a gradient that has passed the ReLU. */
  private static Operand<?> layerInput(Backward b) {
    long turned = 1 - b.attribute("turned").getI();
    Shape weights = b.op.input(1).shape();
    int inputs = (int) weights.get(weights.numDimensions() - (turned == 0 ? 1 : 2));
    return Backward.number(
        b.likewise(
                b.op.type(),
                Map.of("turned", integer(turned), "relu", integer(0)),
                activated(b),
                b.op.input(1),
                b.tf.constant(new float[inputs]))
            .output(0));
  }

  /** The gradient where it has passed the op's ReLU, if it has one. */
  private static Operand<TNumber> activated(Backward b) {
    return b.attribute("relu").getI() == 0 ? b.g() : b.like("ReluGrad", b.g(), b.y(0));
  }
}
