package org.ostrichml.graph;

import java.util.ArrayList;
import java.util.List;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Constants written as one value that stands for many: a file of a few bytes can ask for all the
 * memory there is.
 */
public final class RepeatedConstants {
  private static final long LIMIT = 1L << 28;

  private RepeatedConstants() {}

  /**
   * Checks a graph and its functions.
   *
   * @throws OstrichException if such constants are large, each or together, by the name of one
   */
  public static void check(GraphDef graph) {
    List<NodeDef> nodes = new ArrayList<>(graph.getNodeList());
    graph.getLibrary().getFunctionList().forEach(f -> nodes.addAll(f.getNodeDefList()));
    long total = 0;
    for (NodeDef node : nodes) {
      total += repeated(node);
      if (total > LIMIT) {
        throw ControlFlow.refusal(
            node,
            node.getName(),
            "repeats one value: with it the model's constants stand for %d numbers that it does not hold, too many to be meant"
                .formatted(total));
      }
    }
  }

  /** How many numbers a constant stands for, where it holds less. */
  private static long repeated(NodeDef node) {
    TensorProto value = ControlFlow.attribute(node, "value").getTensor();
    if (!node.getOp().equals("Const") || !value.getTensorContent().isEmpty()) {
      return 0;
    }
    long size = size(value.getTensorShape().getDimList());
    return size > value.getSerializedSize() ? size : 0;
  }

  private static long size(List<TensorShapeProto.Dim> axes) {
    double size = 1;
    for (TensorShapeProto.Dim axis : axes) {
      size *= Math.max(0, axis.getSize());
    }
    return (long) Math.min(size, 1L << 60);
  }
}
