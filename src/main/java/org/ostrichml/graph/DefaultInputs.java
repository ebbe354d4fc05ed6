package org.ostrichml.graph;

import static org.ostrichml.graph.VariableFreezer.type;

import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Fixes inputs that have a default ({@code keras_learning_phase}, keep probabilities) to it. */
public final class DefaultInputs {
  private DefaultInputs() {}

  /** The same graph, every {@code PlaceholderWithDefault} its default. */
  public static GraphDef fix(GraphDef graph) {
    GraphDef.Builder fixed = graph.toBuilder().clearNode();
    for (NodeDef node : graph.getNodeList()) {
      fixed.addNode(
          node.getOp().equals("PlaceholderWithDefault")
              ? node.toBuilder()
                  .setOp("Identity")
                  .clearAttr()
                  .putAttr("T", type(ControlFlow.attribute(node, "dtype").getType()))
                  .build()
              : node);
    }
    return fixed.build();
  }
}
