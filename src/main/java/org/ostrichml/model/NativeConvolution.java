package org.ostrichml.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * Computes a convolution with 3x3 taps, its bias and its ReLU by one native kernel, with less than
 * half of the multiplications. The op stands where the last of them stood; what it replaces stays
 * in the graph, and is not run.
 */
final class NativeConvolution implements Fusion {
  /** With fewer channels or outputs there is more to be moved than to be multiplied. */
  private static final long FEW_CHANNELS = 16;

  /** Of smaller images most is border. */
  private static final long SMALL_SIDE = 4;

  private final Graph graph;
  private final ReadCounts reads;

  NativeConvolution(Graph graph, ReadCounts reads) {
    this.graph = graph;
    this.reads = reads;
  }

  /** Builds the op in the place of a node, if it is such a convolution or what follows one. */
  @Override
  public boolean build(NodeDef node, List<Output<?>> inputs) {
    return switch (node.getOp()) {
      case "Conv2D" -> convolution(node, inputs.get(0), inputs.get(1));
      case "BiasAdd" -> bias(node, inputs.get(0), inputs.get(1));
      case "Relu" -> relu(node, inputs.get(0));
      default -> false;
    };
  }

  private boolean convolution(NodeDef node, Output<?> input, Output<?> taps) {
    Optional<GraphOperation> filter = Nodes.constant(taps);
    if (filter.isEmpty() || !isDense(node) || !fits(input, filter.get().output(0))) {
      return false;
    }
    int outputs = (int) filter.get().output(0).shape().get(3);
    Output<?> zeros = Constants.zeros(graph, node.getName(), outputs);
    add(node, input, filter.get().output(0), zeros, false);
    return true;
  }

  private boolean bias(NodeDef node, Output<?> biased, Output<?> bias) {
    GraphOperation convolution = (GraphOperation) biased.op();
    return isConvolution(convolution)
        && Nodes.constant(bias).isPresent()
        && replace(node, convolution, bias, false);
  }

  private boolean relu(NodeDef node, Output<?> activated) {
    GraphOperation convolution = (GraphOperation) activated.op();
    return isConvolution(convolution) && replace(node, convolution, convolution.input(2), true);
  }

  /** Whether an op is such a convolution that nobody else reads. */
  private boolean isConvolution(GraphOperation op) {
    return op.type().equals(NativeKernels.CONVOLUTION)
        && op.attributes().getAttrInt("relu") == 0
        && reads.once(op.name());
  }

  /** Whether a convolution takes every pixel, with a border of one pixel of zeros. */
  private static boolean isDense(NodeDef node) {
    return List.of("NHWC", "").contains(text(node, "data_format"))
        && isAll(1, integers(node, "strides"))
        && isAll(1, integers(node, "dilations"))
        && switch (text(node, "padding")) {
          case "SAME" -> true;
          case "EXPLICIT" ->
              integers(node, "explicit_paddings").equals(List.of(0L, 0L, 1L, 1L, 1L, 1L, 0L, 0L));
          default -> false;
        };
  }

  private static boolean fits(Output<?> input, Output<?> filter) {
    Shape taps = filter.shape();
    Shape pixels = input.shape();
    return filter.dataType() == DataType.DT_FLOAT
        && taps.numDimensions() == 4
        && taps.get(0) == 3
        && taps.get(1) == 3
        && taps.get(2) >= FEW_CHANNELS
        && taps.get(3) >= FEW_CHANNELS
        && pixels.numDimensions() == 4
        && pixels.get(3) == taps.get(2)
        && Arrays.stream(pixels.asArray(), 1, 3).noneMatch(side -> side >= 0 && side < SMALL_SIDE);
  }

  private static boolean isAll(long value, List<Long> values) {
    return values.stream().allMatch(each -> each == value);
  }

  private static String text(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance()).getS().toStringUtf8();
  }

  private static List<Long> integers(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance()).getList().getIList();
  }

  private boolean replace(NodeDef node, GraphOperation convolution, Output<?> bias, boolean relu) {
    add(node, convolution.input(0), convolution.input(1), bias, relu);
    return true;
  }

  private void add(NodeDef node, Output<?> input, Output<?> filter, Output<?> bias, boolean relu) {
    graph
        .opBuilder(NativeKernels.CONVOLUTION, node.getName(), graph.baseScope())
        .addInput(input)
        .addInput(filter)
        .addInput(bias)
        .setAttr("relu", relu ? 1 : 0)
        .build();
  }
}
