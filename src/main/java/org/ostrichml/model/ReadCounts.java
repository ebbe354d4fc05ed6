package org.ostrichml.model;

import java.util.HashMap;
import java.util.Map;
import org.ostrichml.graph.TensorName;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** How often the nodes of a graph are read by others. */
final class ReadCounts {
  private final Map<String, Integer> counts = new HashMap<>();

  ReadCounts(GraphDef graph) {
    for (NodeDef node : graph.getNodeList()) {
      for (String input : node.getInputList()) {
        counts.merge(TensorName.parse(input).node(), 1, Integer::sum);
      }
    }
  }

  /** Whether exactly one node reads this one, once. */
  boolean once(String node) {
    return counts.getOrDefault(node, 0) == 1;
  }
}
