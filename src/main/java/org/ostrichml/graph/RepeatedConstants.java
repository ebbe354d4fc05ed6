package org.ostrichml.graph;

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
    long[] total = {0};
    graph.getNodeList().forEach(node -> count(node, total));
    graph
        .getLibrary()
        .getFunctionList()
        .forEach(function -> function.getNodeDefList().forEach(node -> count(node, total)));
  }

  private static void count(NodeDef node, long[] total) {
    TensorProto value = ControlFlow.attribute(node, "value").getTensor();
    if (!node.getOp().equals("Const") || !value.getTensorContent().isEmpty()) {
      return;
    }
    long size = size(value.getTensorShape().getDimList());
    if (size > value.getSerializedSize()) {
      total[0] += size;
    }
    if (total[0] > LIMIT) {
      throw ControlFlow.refusal(
          node,
          node.getName(),
          "repeats one value: with it the model's constants stand for %d numbers that it does not hold, too many to be meant"
              .formatted(total[0]));
    }
  }

  private static long size(List<TensorShapeProto.Dim> axes) {
    double size = 1;
    for (TensorShapeProto.Dim axis : axes) {
      size *= Math.max(0, axis.getSize());
    }
    return (long) Math.min(size, 1L << 60);
  }
}
