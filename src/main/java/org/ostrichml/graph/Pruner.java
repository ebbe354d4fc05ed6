package org.ostrichml.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Keeps the nodes that chosen tensors need and drops the rest, together with what ties a graph to
 * the machine it was written on: devices, colocation, recorded output shapes. Control dependencies
 * go too; only where a graph has TF1 control flow, constants keep them, which tell what branch they
 * are in.
 */
public final class Pruner {
  private static final Set<String> TF1_CONTROL_FLOW =
      Set.of("Switch", "RefSwitch", "Merge", "RefMerge", "Enter", "RefEnter");
  private static final Set<String> ORIGIN = Set.of("_class", "_output_shapes");

  private Pruner() {}

  /**
   * The part of {@code graph} that {@code outputs} need.
   *
   * @throws OstrichException if an output's node, or the input of a node, does not exist
   */
  public static GraphDef prune(GraphDef graph, Collection<TensorName> outputs) {
    Map<String, NodeDef> nodes = new LinkedHashMap<>();
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    outputs.forEach(output -> open.add(output.node()));
    boolean controlled =
        graph.getNodeList().stream().anyMatch(n -> TF1_CONTROL_FLOW.contains(n.getOp()));
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!needed.add(name)) {
        continue;
      }
      NodeDef node = nodes.get(name);
      if (node == null) {
        throw new OstrichException("The model is damaged: it has no node called '" + name + "'.");
      }
      for (String input : node.getInputList()) {
        if (!TensorName.isControl(input)) {
          open.add(TensorName.parse(input).node());
        } else if (controlled && hangsOnControls(node)) {
          open.add(input.substring(1));
        }
      }
    }
    GraphDef.Builder pruned = graph.toBuilder().clearNode();
    for (NodeDef node : nodes.values()) {
      if (needed.contains(node.getName())) {
        pruned.addNode(portable(node, controlled));
      }
    }
    pruneLibrary(pruned);
    return pruned.build();
  }

  /** Whether nothing but control dependencies tells what TF1 branch a node is in. */
  static boolean hangsOnControls(NodeDef node) {
    return node.getInputList().stream().allMatch(TensorName::isControl);
  }

  private static NodeDef portable(NodeDef node, boolean controlled) {
    NodeDef.Builder copy = node.toBuilder().clearDevice();
    ORIGIN.forEach(copy::removeAttr);
    if (!controlled || !hangsOnControls(node)) {
      copy.clearInput();
      node.getInputList().stream()
          .filter(input -> !TensorName.isControl(input))
          .forEach(copy::addInput);
    }
    return copy.build();
  }

  private static void pruneLibrary(GraphDef.Builder graph) {
    Map<String, FunctionDef> functions = new LinkedHashMap<>();
    graph
        .getLibrary()
        .getFunctionList()
        .forEach(function -> functions.put(function.getSignature().getName(), function));
    Set<String> needed = new HashSet<>();
    Deque<NodeDef> open = new ArrayDeque<>(graph.getNodeList());
    while (!open.isEmpty()) {
      NodeDef node = open.remove();
      require(node.getOp(), functions, needed, open);
      for (AttrValue value : node.getAttrMap().values()) {
        require(value.getFunc().getName(), functions, needed, open);
        value.getList().getFuncList().forEach(f -> require(f.getName(), functions, needed, open));
      }
    }
    graph
        .getLibraryBuilder()
        .clear()
        .addAllFunction(
            functions.values().stream()
                .filter(function -> needed.contains(function.getSignature().getName()))
                .toList());
  }

  private static void require(
      String name, Map<String, FunctionDef> functions, Set<String> needed, Deque<NodeDef> open) {
    FunctionDef function = functions.get(name);
    if (function != null && needed.add(name)) {
      open.addAll(function.getNodeDefList());
    }
  }
}
