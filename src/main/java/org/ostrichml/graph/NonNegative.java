package org.ostrichml.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.NodeDef;

/** Tells which tensors hold no number below zero, as they come from a ReLU. */
final class NonNegative {
  private static final int MOST_OPS = 64;

  private static final Set<String> SOURCES = Set.of("Relu", "Relu6", "Sigmoid", "Softmax", "Abs");

  /**
   * What gives no number below zero if all its inputs have none; numbers that tell how are ints.
   */
  private static final Set<String> KEEPING = Set.of("LRN", "MaxPool", "AvgPool", "Identity");

  private NonNegative() {}

  /** Whether that is known of a tensor. */
  static boolean is(TensorName tensor, Map<String, NodeDef> nodes) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(tensor.node()));
    while (!open.isEmpty()) {
      NodeDef node = nodes.get(open.remove());
      if (node == null || seen.size() > MOST_OPS) {
        return false;
      }
      if (SOURCES.contains(node.getOp()) || !seen.add(node.getName())) {
        continue;
      }
      int read = read(node);
      if (read == 0) {
        return false;
      }
      node.getInputList().stream()
          .limit(read)
          .map(input -> TensorName.parse(input).node())
          .forEach(open::add);
    }
    return true;
  }

  /** How many of its first inputs a node's output is made of; 0 where it may be below zero. */
  private static int read(NodeDef node) {
    if (node.getOp().equals("ConcatV2")) {
      return node.getInputCount() - 1;
    }
    return KEEPING.contains(node.getOp()) ? 1 : 0;
  }
}
