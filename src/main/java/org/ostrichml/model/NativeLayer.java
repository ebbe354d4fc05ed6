package org.ostrichml.model;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * Computes a product or a convolution with 1x1 or 3x3 taps, its bias and its ReLU by one native
 * kernel, whose last bits depend on no batch; with 3x3 taps by less than half of the
 * multiplications. The op stands where the last of them stood; what it replaces stays in the graph,
 * and is not run.
 */
final class NativeLayer implements Fusion {
  /** With fewer channels or outputs there is more to be moved than to be multiplied. */
  private static final long FEW_CHANNELS = 16;

  /** Of smaller images most is border. */
  private static final long SMALL_SIDE = 4;

  private final Graph graph;
  private final ReadCounts reads;
  private final Weights weights;

  NativeLayer(Graph graph, ReadCounts reads, Weights weights) {
    this.graph = graph;
    this.reads = reads;
    this.weights = weights;
  }

  /** Builds the op in the place of a node, if it is such a layer or what follows one. */
  @Override
  public boolean build(NodeDef node, List<Output<?>> inputs) {
    return switch (node.getOp()) {
      case "MatMul" -> product(node, inputs.get(0), inputs.get(1));
      case "Conv2D" -> convolution(node, inputs.get(0), inputs.get(1));
      case "BiasAdd", "AddV2", "Add" -> bias(node, inputs.get(0), inputs.get(1));
      case "Relu" -> relu(node, inputs.get(0));
      default -> false;
    };
  }

  private boolean product(NodeDef node, Output<?> input, Output<?> matrix) {
    if (flag(node, "transpose_a")
        || matrix.dataType() != DataType.DT_FLOAT
        || matrix.shape().numDimensions() != 2
        || matrix.shape().size() <= 0) {
      return false;
    }
    boolean turned = flag(node, "transpose_b");
    return add(NativeKernels.PRODUCT, node, input, matrix, turned, turned ? 0 : 1);
  }

  private boolean convolution(NodeDef node, Output<?> input, Output<?> taps) {
    if (!isDense(node) || !fits(input, taps)) {
      return false;
    }
    if (taps.shape().get(0) == 1) {
      return isPadded(node, 0) && add(NativeKernels.PRODUCT, node, input, taps, false, 3);
    }
    return isPadded(node, 1)
        && Arrays.stream(input.shape().asArray(), 1, 3).noneMatch(NativeLayer::isSmall)
        && add(NativeKernels.CONVOLUTION, node, input, taps, false, 3);
  }

  private boolean bias(NodeDef node, Output<?> biased, Output<?> bias) {
    GraphOperation layer = (GraphOperation) biased.op();
    if (!isLayer(layer)
        || bias.shape().numDimensions() != 1
        || bias.shape().get(0) != layer.input(2).shape().get(0)
        || Nodes.constant(bias).isEmpty()) {
      return false;
    }
    replace(layer, node, bias, false);
    return true;
  }

  private boolean relu(NodeDef node, Output<?> activated) {
    GraphOperation layer = (GraphOperation) activated.op();
    if (!isLayer(layer)) {
      return false;
    }
    replace(layer, node, layer.input(2), true);
    return true;
  }

  /** Whether an op is such a layer that nobody else reads. */
  private boolean isLayer(GraphOperation op) {
    return (op.type().equals(NativeKernels.PRODUCT) || op.type().equals(NativeKernels.CONVOLUTION))
        && op.attributes().getAttrInt("relu") == 0
        && reads.once(op.name());
  }

  /** Whether a convolution takes every pixel. */
  private static boolean isDense(NodeDef node) {
    return List.of("NHWC", "").contains(text(node, "data_format"))
        && integers(node, "strides").stream().allMatch(each -> each == 1)
        && integers(node, "dilations").stream().allMatch(each -> each == 1);
  }

  /** Whether a convolution that keeps the images' size has a border of so many pixels. */
  private static boolean isPadded(NodeDef node, long border) {
    return switch (text(node, "padding")) {
      case "SAME" -> true;
      case "VALID" -> border == 0;
      case "EXPLICIT" ->
          integers(node, "explicit_paddings")
              .equals(List.of(0L, 0L, border, border, border, border, 0L, 0L));
      default -> false;
    };
  }

  private static boolean fits(Output<?> input, Output<?> filter) {
    Shape taps = filter.shape();
    Shape pixels = input.shape();
    return filter.dataType() == DataType.DT_FLOAT
        && taps.numDimensions() == 4
        && taps.get(0) == taps.get(1)
        && (taps.get(0) == 1 || taps.get(0) == 3)
        && taps.get(2) >= FEW_CHANNELS
        && taps.get(3) >= FEW_CHANNELS
        && pixels.numDimensions() == 4
        && pixels.get(3) == taps.get(2);
  }

  private static boolean isSmall(long side) {
    return side >= 0 && side < SMALL_SIDE;
  }

  private static boolean flag(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance()).getB();
  }

  private static String text(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance()).getS().toStringUtf8();
  }

  private static List<Long> integers(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance()).getList().getIList();
  }

  /** Adds a layer without a bias, if its weights never change; their outputs are on this axis. */
  private boolean add(
      String type, NodeDef node, Output<?> input, Output<?> factor, boolean turned, int axis) {
    return weights
        .of(factor)
        .map(
            found -> {
              int outputs = (int) found.shape().get(axis);
              Output<?> zeros = Constants.zeros(graph, node.getName(), outputs);
              return add(type, node, List.of(input, found, zeros), turned ? 1 : 0, false);
            })
        .orElse(false);
  }

  /** Adds a layer again, under the name of the node that follows it. */
  private void replace(GraphOperation layer, NodeDef node, Output<?> bias, boolean relu) {
    long turned = layer.attributes().getAttrInt("turned");
    add(layer.type(), node, List.of(layer.input(0), layer.input(1), bias), turned, relu);
  }

  private boolean add(
      String type, NodeDef node, List<Output<?>> inputs, long turned, boolean relu) {
    var layer = graph.opBuilder(type, node.getName(), graph.baseScope());
    inputs.forEach(layer::addInput);
    layer.setAttr("turned", turned).setAttr("relu", relu ? 1 : 0).build();
    return true;
  }
}
