package org.ostrichml.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Who reads whom in a flat graph. What a shape tells of a tensor does not count as reading it. */
final class DataFlow {
  private final Map<String, NodeDef> nodes = new LinkedHashMap<>();
  private final Map<TensorName, List<NodeDef>> readers = new HashMap<>();

  DataFlow(GraphDef flat) {
    for (NodeDef node : flat.getNodeList()) {
      nodes.put(node.getName(), node);
      if (!OpCatalog.readsShapeAlone(node.getOp())) {
        inputs(node)
            .forEach(read -> readers.computeIfAbsent(read, t -> new ArrayList<>()).add(node));
      }
    }
  }

  /** The tensors that a node reads, in order. */
  static List<TensorName> inputs(NodeDef node) {
    return node.getInputList().stream()
        .filter(input -> !TensorName.isControl(input))
        .map(TensorName::parse)
        .toList();
  }

  /** The node of that name; null if there is none. */
  NodeDef node(String name) {
    return nodes.get(name);
  }

  /** The nodes that read a tensor. */
  List<NodeDef> readers(TensorName tensor) {
    return readers.getOrDefault(tensor, List.of());
  }

  /** The names of the nodes that depend on a tensor, and of its own. */
  Set<String> behind(TensorName start) {
    Set<String> reached = new LinkedHashSet<>(List.of(start.node()));
    Map<String, Set<TensorName>> made = new HashMap<>();
    readers
        .keySet()
        .forEach(t -> made.computeIfAbsent(t.node(), n -> new LinkedHashSet<>()).add(t));
    Deque<TensorName> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      for (NodeDef reader : readers(open.remove())) {
        if (reached.add(reader.getName())) {
          open.addAll(made.getOrDefault(reader.getName(), Set.of()));
        }
      }
    }
    return reached;
  }
}
