package org.ostrichml.graph;

import static org.ostrichml.graph.VariableFreezer.type;

import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** A graph without its weights, for building on its structure without copying them. */
public final class Skeleton {
  private static final int LARGE = 4096;

  private Skeleton() {}

  /** The same graph with placeholders of the same type and shape where large constants were. */
  public static GraphDef of(GraphDef graph) {
    GraphDef.Builder skeleton = graph.toBuilder().clearNode();
    for (NodeDef node : graph.getNodeList()) {
      TensorProto value =
          node.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
      if (!node.getOp().equals("Const") || value.getTensorContent().size() < LARGE) {
        skeleton.addNode(node);
        continue;
      }
      AttrValue shape = AttrValue.newBuilder().setShape(value.getTensorShape()).build();
      skeleton.addNode(
          NodeDef.newBuilder()
              .setName(node.getName())
              .setOp("Placeholder")
              .putAttr("dtype", type(value.getDtype()))
              .putAttr("shape", shape));
    }
    return skeleton.build();
  }
}
