package org.ostrichml.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ostrichml.graph.TensorName;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** Finds the logits of which a model's output is the softmax. */
final class SoftmaxSearch {
  private SoftmaxSearch() {}

  /**
   * The tensor that goes into the softmax behind {@code output}; empty where there is none.
   *
   * @param rank the number of axes of the output, 0 if unknown
   */
  static Optional<TensorName> logits(GraphDef graph, TensorName output, int rank) {
    Map<String, NodeDef> nodes = new HashMap<>();
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    NodeDef node = nodes.get(output.node());
    int axes = rank;
    for (int hops = 0; node != null && hops <= nodes.size(); hops++) {
      switch (node.getOp()) {
        case "Identity", "StopGradient" -> node = source(nodes, node, 0);
        case "Reshape", "Squeeze" -> {
          node = source(nodes, node, 0);
          axes = 0;
        }
        case "Softmax" -> {
          return Optional.of(TensorName.parse(node.getInput(0)));
        }
        case "RealDiv", "Div" -> {
          return writtenOut(nodes, node, axes);
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** A softmax written out as {@code exp(z) / sum(exp(z))}; z may have its maximum taken off. */
  private static Optional<TensorName> writtenOut(
      Map<String, NodeDef> nodes, NodeDef division, int axes) {
    NodeDef numerator = source(nodes, division, 0);
    NodeDef denominator = source(nodes, division, 1);
    boolean softmax =
        numerator.getOp().equals("Exp")
            && denominator.getOp().equals("Sum")
            && denominator.getInput(0).equals(division.getInput(0))
            && isLast(source(nodes, denominator, 1), axes);
    return softmax ? Optional.of(TensorName.parse(numerator.getInput(0))) : Optional.empty();
  }

  /** Whether a constant holds the one number of the last of {@code axes} axes, or -1. */
  private static boolean isLast(NodeDef constant, int axes) {
    TensorProto value =
        constant.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
    ByteBuffer content =
        value.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int axis;
    if (value.getIntValCount() == 1) {
      axis = value.getIntVal(0);
    } else if (value.getDtype() == DataType.DT_INT32 && content.remaining() == Integer.BYTES) {
      axis = content.getInt();
    } else {
      return false;
    }
    return axis == -1 || axis == axes - 1 && axes > 0;
  }

  private static NodeDef source(Map<String, NodeDef> nodes, NodeDef node, int input) {
    return nodes.get(TensorName.parse(node.getInput(input)).node());
  }
}
