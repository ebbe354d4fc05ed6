package org.ostrichml.gradient;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * The gradients written here, where TensorFlow's C++ registry has a wrong one: its {@code LRN} and
 * {@code Conv2D} drop attributes of the op, and its {@code LogSoftmax} sums over axis 1 whatever
 * the rank.
 */
final class GradientRules {
  private static final Map<String, GradientRule> RULES =
      Map.of(
          "Conv2D", GradientRules::conv2d,
          "LRN", GradientRules::lrn,
          "LogSoftmax", GradientRules::logSoftmax,
          "IdentityN", new CustomGradientRule());
  private static final GradientRule NATIVE = new NativeRule();
  private static final List<String> CONVOLUTION =
      List.of("strides", "padding", "explicit_paddings", "dilations", "data_format");

  private GradientRules() {}

  /** The rule for a type of op; null where there is none. */
  static GradientRule of(String type) {
    return RULES.getOrDefault(type, NativeRule.exists(type) ? NATIVE : null);
  }

  private static List<Operand<?>> conv2d(
      Ops tf, GraphOperation op, List<Operand<?>> outputs, boolean[] wanted) {
    Operand<?> input = op.input(0);
    Operand<?> filter = op.input(1);
    Operand<?> gradient = outputs.get(0);
    return Arrays.asList(
        wanted[0]
            ? op(tf, "Conv2DBackpropInput", op, CONVOLUTION, tf.shape(input), filter, gradient)
            : null,
        wanted[1]
            ? op(tf, "Conv2DBackpropFilter", op, CONVOLUTION, input, tf.shape(filter), gradient)
            : null);
  }

  private static List<Operand<?>> lrn(
      Ops tf, GraphOperation op, List<Operand<?>> outputs, boolean[] wanted) {
    List<String> attributes = List.of("depth_radius", "bias", "alpha", "beta");
    return List.of(op(tf, "LRNGrad", op, attributes, outputs.get(0), op.input(0), op.output(0)));
  }

  /** The gradient of {@code log(softmax(z))}: {@code g - softmax(z) * sum(g)}. */
  private static List<Operand<?>> logSoftmax(
      Ops tf, GraphOperation op, List<Operand<?>> outputs, boolean[] wanted) {
    @SuppressWarnings("unchecked")
    Operand<TFloat32> gradient = (Operand<TFloat32>) outputs.get(0);
    Operand<TFloat32> sum = tf.reduceSum(gradient, tf.constant(-1), ReduceSum.keepDims(true));
    Operand<TFloat32> softmax = tf.math.exp(op.<TFloat32>output(0));
    return List.of(tf.math.sub(gradient, tf.math.mul(softmax, sum)));
  }

  /** A new op of {@code type} with some attributes of {@code forward}. */
  private static Operand<?> op(
      Ops tf, String type, GraphOperation forward, List<String> attributes, Operand<?>... inputs) {
    OperationBuilder builder = tf.scope().opBuilder(type, type);
    for (Operand<?> input : inputs) {
      builder.addInput(input.asOutput());
    }
    for (String attribute : attributes) {
      builder.setAttr(attribute, forward.attributes().getAttrValueProto(attribute));
    }
    return builder.build().output(0);
  }
}
