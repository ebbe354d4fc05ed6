package org.ostrichml.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/** The small tensors of a graph that a few ops make of constants alone. */
final class SmallConstants {
  private static final int MOST_OPS = 64;

  private final Map<String, NodeDef> nodes;

  /**
   * @param nodes the nodes of a flat graph by their names
   */
  SmallConstants(Map<String, NodeDef> nodes) {
    this.nodes = nodes;
  }

  /** What a tensor holds; null if that is not known, or takes more than a few ops. */
  Constant of(TensorName tensor) {
    Map<String, NodeDef> needed = new LinkedHashMap<>();
    Deque<TensorName> open = new ArrayDeque<>();
    open.add(tensor);
    while (!open.isEmpty()) {
      TensorName next = open.remove();
      NodeDef node = nodes.get(next.node());
      if (node == null || next.index() != 0 || needed.size() > MOST_OPS) {
        return null;
      }
      if (needed.put(next.node(), node) == null) {
        node.getInputList().stream().map(TensorName::parse).forEach(open::add);
      }
    }
    Map<String, Constant> known = new HashMap<>();
    for (NodeDef node : TopologicalOrder.of(needed.values())) {
      Constant[] inputs =
          node.getInputList().stream()
              .map(input -> known.get(TensorName.parse(input).node()))
              .toArray(Constant[]::new);
      Constant result = fold(node, inputs);
      if (result == null) {
        return null;
      }
      known.put(node.getName(), result);
    }
    return known.get(tensor.node());
  }

  private static Constant fold(NodeDef node, Constant... inputs) {
    for (Constant input : inputs) {
      if (input == null) {
        return null; // Nodes that read each other in a circle.
      }
    }
    return switch (node.getOp()) {
      case "Const" ->
          Constant.of(node.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor());
      case "Identity" -> inputs.length == 1 ? inputs[0] : null;
      case "Reshape" -> inputs.length == 2 ? ShapeFolder.fold(node, inputs) : null;
      default -> ElementwiseFolder.fold(node.getOp(), inputs);
    };
  }
}
