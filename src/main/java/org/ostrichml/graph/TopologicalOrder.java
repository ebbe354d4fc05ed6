package org.ostrichml.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.NodeDef;

/** Puts nodes in an order in which each comes after those whose outputs it reads. */
public final class TopologicalOrder {
  private TopologicalOrder() {}

  /** The same nodes in order; where nodes read each other in a circle, in any order. */
  public static List<NodeDef> of(Collection<NodeDef> nodes) {
    Map<String, NodeDef> named = new LinkedHashMap<>();
    nodes.forEach(node -> named.put(node.getName(), node));
    Map<String, NodeDef> done = new LinkedHashMap<>();
    Set<String> entered = new HashSet<>();
    Deque<String> stack = new ArrayDeque<>();
    for (String start : named.keySet()) {
      stack.push(start);
      while (!stack.isEmpty()) {
        NodeDef node = named.get(stack.peek());
        if (!entered.add(node.getName())) {
          done.put(stack.pop(), node);
          continue;
        }
        for (String input : node.getInputList()) {
          String read = TensorName.parse(input).node();
          if (!TensorName.isControl(input) && named.containsKey(read) && !entered.contains(read)) {
            stack.push(read);
          }
        }
      }
    }
    return List.copyOf(done.values());
  }
}
