package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.inputs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.Nodes;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
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
    rules.put(NativeKernels.CONCAT_GRAD, inputs(NativeKernelRules::joined));
  }

  /** The rule for an op whose gradient a native kernel computes faster than TensorFlow does. */
  static Optional<GradientRule> of(GraphOperation op) {
    if (op.output(0).dataType() != DataType.DT_FLOAT || !NativeKernels.available()) {
      return Optional.empty();
    }
    return switch (op.type()) {
      case "MaxPool" -> isChannelsLast(op) ? Optional.of(MAX_POOL) : Optional.empty();
      case "ConcatV2" -> isOfChannels(op) ? Optional.of(NativeKernelRules::cut) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The kernel pools rows and columns; TensorFlow pools channels too. */
  private static boolean isChannelsLast(GraphOperation op) {
    return op.attributes().getAttrString("data_format").equals("NHWC")
        && op.attributes().getAttrIntList("ksize")[3] == 1;
  }

  /** Whether tensors are joined along their last axis, which has a known length in each. */
  private static boolean isOfChannels(GraphOperation op) {
    int rank = op.output(0).shape().numDimensions();
    int last = op.numInputs() - 1;
    return rank > 0
        && parts(op).allMatch(part -> !part.isUnknown() && part.get(rank - 1) >= 0)
        && Nodes.constant(op.input(last)).map(NativeKernelRules::integer).stream()
            .anyMatch(axis -> axis == rank - 1 || axis == -1);
  }

  private static Stream<Shape> parts(GraphOperation op) {
    return IntStream.range(0, op.numInputs() - 1).mapToObj(i -> op.input(i).shape());
  }

  private static long integer(GraphOperation constant) {
    try (Tensor value = constant.attributes().getAttrTensor("value")) {
      return value.dataType() == DataType.DT_INT64
          ? value.asRawTensor().data().asLongs().getLong(0)
          : value.asRawTensor().data().asInts().getInt(0);
    }
  }

  /** All parts by one op; their shapes are told anew, as TensorFlow cannot infer them. */
  private static List<Operand<?>> cut(
      Ops tf, GraphOperation op, List<Operand<?>> arriving, boolean[] wanted) {
    List<Shape> parts = parts(op).toList();
    long[] sizes = parts.stream().mapToLong(part -> part.get(part.numDimensions() - 1)).toArray();
    Operation built =
        tf.scope()
            .opBuilder(NativeKernels.CONCAT_GRAD, NativeKernels.CONCAT_GRAD)
            .addInput(arriving.get(0).asOutput())
            .setAttr("count", sizes.length)
            .setAttr("sizes", sizes)
            .build();
    List<Operand<?>> results = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      results.add(wanted[i] ? tf.ensureShape(built.output(i), parts.get(i)) : null);
    }
    return results;
  }

  private static Operand<?> joined(Backward b) {
    return b.tf.concat(
        IntStream.range(0, b.op.numOutputs()).mapToObj(b::g).toList(), b.tf.constant(-1));
  }
}
