package org.ostrichml.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Writes {@code MaxPoolV2}, whose windows are tensors, as {@code MaxPool}, whose windows are
 * attributes, where these tensors are constant. oneDNN and the kernels of our own know the latter
 * alone.
 */
public final class ConstantPools {
  private static final int INPUTS = 3;

  private ConstantPools() {}

  /**
   * The same graph with such ops rewritten.
   *
   * @param graph a flat graph
   */
  public static GraphDef rewrite(GraphDef graph) {
    Map<String, NodeDef> nodes = new LinkedHashMap<>();
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    SmallConstants constants = new SmallConstants(nodes);
    nodes.replaceAll((name, node) -> rewritten(node, constants));
    return graph.toBuilder().clearNode().addAllNode(nodes.values()).build();
  }

  private static NodeDef rewritten(NodeDef node, SmallConstants constants) {
    if (!node.getOp().equals("MaxPoolV2") || node.getInputCount() != INPUTS) {
      return node;
    }
    Constant size = constants.of(TensorName.parse(node.getInput(1)));
    Constant strides = constants.of(TensorName.parse(node.getInput(2)));
    if (!isWindow(size) || !isWindow(strides)) {
      return node;
    }
    return node.toBuilder()
        .setOp("MaxPool")
        .clearInput()
        .addInput(node.getInput(0))
        .putAttr("ksize", window(size))
        .putAttr("strides", window(strides))
        .build();
  }

  private static boolean isWindow(Constant constant) {
    return constant != null && constant.rank() == 1 && constant.isKnown();
  }

  private static AttrValue window(Constant constant) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    for (double value : constant.values()) {
      list.addI((long) value);
    }
    return AttrValue.newBuilder().setList(list).build();
  }
}
