package org.ostrichml.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Which nodes of a graph call which functions of its library, and how much that is. */
final class FunctionCalls {
  /** Calls nested deeper than this are refused. */
  static final int DEPTH_LIMIT = 500;

  /** A graph of more nodes than this is refused. */
  static final int NODE_LIMIT = 500_000;

  private static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");

  private final OpCatalog catalog;
  private final Map<String, FunctionDef> functions;
  private final Map<String, Extent> extents = new HashMap<>();

  /**
   * What a function becomes.
   *
   * @param size how many nodes; one over the limit stands for anything beyond it
   * @param height how deep calls are nested in it
   */
  private record Extent(int size, int height) {}

  FunctionCalls(GraphDef graph, OpCatalog catalog) {
    this.catalog = catalog;
    this.functions =
        graph.getLibrary().getFunctionList().stream()
            .collect(Collectors.toMap(f -> f.getSignature().getName(), f -> f, (a, b) -> a));
  }

  /** Whether a node names the function it calls in an attribute; else its op is the name. */
  static boolean isByAttribute(NodeDef call) {
    return CALLS.contains(call.getOp());
  }

  /**
   * Counts what {@code nodes} become.
   *
   * @throws OstrichException if they become too many, or a function is missing or calls itself
   */
  void checkSize(List<NodeDef> nodes) {
    if (extent(nodes, 0).size > NODE_LIMIT) {
      throw new OstrichException(
          "The model has over %d nodes once its functions are inlined: too many."
              .formatted(NODE_LIMIT));
    }
  }

  /**
   * What {@code body} becomes, counted once for each function so that even an exponential nesting
   * is known at once.
   */
  private Extent extent(List<NodeDef> body, int depth) {
    int size = body.size();
    int height = 0;
    for (NodeDef node : body) {
      FunctionDef target = target(node);
      if (target == null) {
        continue;
      }
      String name = target.getSignature().getName();
      Extent known = extents.get(name);
      if (depth + (known == null ? 0 : known.height) >= DEPTH_LIMIT) {
        throw new OstrichException(
            "The model's function '%s' calls itself, or is nested over %d deep: it cannot be inlined."
                .formatted(name, DEPTH_LIMIT));
      }
      if (known == null) {
        known = extent(target.getNodeDefList(), depth + 1);
        extents.put(name, known);
      }
      size = Math.min(size + known.size, NODE_LIMIT + 1);
      height = Math.max(height, known.height + 1);
    }
    return new Extent(size, height);
  }

  /** The function a node calls, or null where it calls none. */
  FunctionDef target(NodeDef node) {
    if (!isByAttribute(node)) {
      return catalog.knows(node.getOp()) ? null : functions.get(node.getOp());
    }
    String callee =
        node.getAttrMap().getOrDefault("f", AttrValue.getDefaultInstance()).getFunc().getName();
    FunctionDef target = functions.get(callee);
    if (target == null) {
      throw new OstrichException(
          "The model is damaged: node '%s' calls the function '%s', which is missing."
              .formatted(node.getName(), callee));
    }
    return target;
  }
}
