package org.ostrichml.model;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * Computes a product with constant weights, its bias and its ReLU by one native kernel, whose last
 * bits depend on no batch. The op stands where the last of them stood; what it replaces stays in
 * the graph, and is not run.
 */
final class NativeProduct implements Fusion {
  private final Graph graph;
  private final ReadCounts reads;

  NativeProduct(Graph graph, ReadCounts reads) {
    this.graph = graph;
    this.reads = reads;
  }

  /** Builds the op in the place of a node, if it is a product or what follows one. */
  @Override
  public boolean build(NodeDef node, List<Output<?>> inputs) {
    return switch (node.getOp()) {
      case "MatMul" -> product(node, inputs.get(0), inputs.get(1));
      case "BiasAdd", "AddV2", "Add" -> bias(node, inputs.get(0), inputs.get(1));
      case "Relu" -> relu(node, inputs.get(0));
      default -> false;
    };
  }

  private boolean product(NodeDef node, Output<?> input, Output<?> weights) {
    if (input.dataType() != DataType.DT_FLOAT || flag(node, "transpose_a")) {
      return false;
    }
    boolean transposed = flag(node, "transpose_b");
    Optional<Output<?>> packed = PackedWeights.of(weights, transposed);
    packed.ifPresent(
        panels -> {
          int outputs = (int) weights.shape().get(transposed ? 0 : 1);
          Output<?> zeros = Constants.zeros(graph, node.getName(), outputs);
          add(node, input, panels, zeros, outputs, false);
        });
    return packed.isPresent();
  }

  private boolean bias(NodeDef node, Output<?> biased, Output<?> bias) {
    GraphOperation product = (GraphOperation) biased.op();
    if (!isProduct(product)
        || bias.shape().numDimensions() != 1
        || bias.shape().get(0) != outputs(product)
        || Nodes.constant(bias).isEmpty()) {
      return false;
    }
    add(node, product.input(0), product.input(1), bias, outputs(product), false);
    return true;
  }

  private boolean relu(NodeDef node, Output<?> activated) {
    GraphOperation product = (GraphOperation) activated.op();
    if (!isProduct(product)) {
      return false;
    }
    add(node, product.input(0), product.input(1), product.input(2), outputs(product), true);
    return true;
  }

  /** Whether an op is such a product that nobody else reads. */
  private boolean isProduct(GraphOperation op) {
    return op.type().equals(NativeKernels.PRODUCT)
        && op.attributes().getAttrInt("relu") == 0
        && reads.once(op.name());
  }

  private static int outputs(GraphOperation product) {
    return (int) product.attributes().getAttrInt("outputs");
  }

  private static boolean flag(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance()).getB();
  }

  private void add(
      NodeDef node, Output<?> input, Output<?> weights, Output<?> bias, int outputs, boolean relu) {
    graph
        .opBuilder(NativeKernels.PRODUCT, node.getName(), graph.baseScope())
        .addInput(input)
        .addInput(weights)
        .addInput(bias)
        .setAttr("outputs", outputs)
        .setAttr("relu", relu ? 1 : 0)
        .build();
  }
}
