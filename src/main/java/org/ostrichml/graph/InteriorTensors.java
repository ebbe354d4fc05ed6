package org.ostrichml.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Finds the float tensors inside a graph that can be attacked in the place of inputs that cannot:
 * behind a parser, a decoder, a cast, a lookup of embeddings.
 */
public final class InteriorTensors {
  private static final String PLACEHOLDER = "Placeholder";

  private final OpCatalog catalog;
  private final TensorName output;
  private final List<NodeDef> nodes;
  private final Map<String, NodeDef> named = new HashMap<>();
  private final Map<TensorName, List<NodeDef>> consumers = new HashMap<>();
  private final Set<String> fed = new HashSet<>();
  private final Set<String> withGradient = new HashSet<>();
  private final Set<String> beforeStrings = new HashSet<>();

  /**
   * What there is between the inputs of a graph and its output.
   *
   * @param first the float tensors nearest to the inputs, in topological order: each has a way to
   *     the output over tensors with gradients, and no way to it over strings
   * @param joined those float tensors through which every way from the inputs to the output goes,
   *     nearest to the inputs first; what follows them still reads weights
   */
  public record Found(List<TensorName> first, List<TensorName> joined) {}

  private InteriorTensors(GraphDef needed, OpCatalog catalog, TensorName output) {
    this.catalog = catalog;
    this.output = output;
    this.nodes = TopologicalOrder.of(needed.getNodeList());
    nodes.forEach(node -> named.put(node.getName(), node));
    for (NodeDef node : nodes) {
      boolean reads = node.getOp().equals(PLACEHOLDER);
      for (TensorName read : DataFlow.inputs(node)) {
        consumers.computeIfAbsent(read, t -> new ArrayList<>()).add(node);
        reads |= fed.contains(read.node());
      }
      if (reads) {
        fed.add(node.getName());
      }
    }
    for (int i = nodes.size() - 1; i >= 0; i--) {
      NodeDef node = nodes.get(i);
      for (TensorName tensor : outputs(node)) {
        if (hasGradient(tensor, node)) {
          withGradient.add(node.getName());
        }
        if (type(node, tensor) == DataType.DT_STRING || leadsToStrings(tensor)) {
          beforeStrings.add(node.getName());
        }
      }
    }
  }

  /**
   * Searches a graph without calls.
   *
   * @param output a float tensor of the graph
   */
  public static Found between(GraphDef flat, OpCatalog catalog, TensorName output) {
    GraphDef needed = Pruner.prune(flat, List.of(output));
    InteriorTensors search = new InteriorTensors(DefaultInputs.fix(needed), catalog, output);
    return new Found(search.first(), search.joined());
  }

  private List<TensorName> first() {
    List<TensorName> first = new ArrayList<>();
    Set<String> behind = new HashSet<>();
    for (NodeDef node : nodes) {
      boolean later =
          DataFlow.inputs(node).stream()
              .anyMatch(read -> behind.contains(read.node()) || first.contains(read));
      if (later) {
        behind.add(node.getName());
      } else {
        outputs(node).stream().filter(tensor -> isCandidate(tensor, node)).forEach(first::add);
      }
    }
    return first;
  }

  /** In topological order no edge leads past a node through which all ways go. */
  private List<TensorName> joined() {
    List<NodeDef> reached = nodes.stream().filter(n -> fed.contains(n.getName())).toList();
    Map<String, Integer> positions = new HashMap<>();
    int lastInput = 0;
    int lastWeights = 0;
    for (int i = 0; i < reached.size(); i++) {
      NodeDef node = reached.get(i);
      positions.put(node.getName(), i);
      lastInput = node.getOp().equals(PLACEHOLDER) ? i : lastInput;
      lastWeights = readsWeights(node) ? i : lastWeights;
    }
    List<TensorName> joined = new ArrayList<>();
    int farthest = 0;
    for (int i = 0; i < lastWeights; i++) {
      NodeDef node = reached.get(i);
      List<TensorName> outputs = outputs(node);
      if (i >= lastInput && farthest <= i && outputs.size() == 1) {
        outputs.stream().filter(tensor -> isCandidate(tensor, node)).forEach(joined::add);
      }
      for (TensorName tensor : outputs) {
        for (NodeDef consumer : consumers.getOrDefault(tensor, List.of())) {
          farthest = Math.max(farthest, positions.get(consumer.getName()));
        }
      }
    }
    return joined;
  }

  private boolean isCandidate(TensorName tensor, NodeDef node) {
    return fed.contains(node.getName())
        && InputCut.FLOATING.contains(type(node, tensor))
        && hasGradient(tensor, node)
        && !leadsToStrings(tensor);
  }

  private boolean hasGradient(TensorName tensor, NodeDef node) {
    DataType type = type(node, tensor);
    boolean flows = InputCut.FLOATING.contains(type) || type == DataType.DT_VARIANT;
    return flows
        && (tensor.equals(output)
            || consumers.getOrDefault(tensor, List.of()).stream()
                .anyMatch(consumer -> withGradient.contains(consumer.getName())));
  }

  private boolean leadsToStrings(TensorName tensor) {
    return consumers.getOrDefault(tensor, List.of()).stream()
        .anyMatch(consumer -> beforeStrings.contains(consumer.getName()));
  }

  /** Whether a node reads floats that do not depend on the inputs; single numbers do not count. */
  private boolean readsWeights(NodeDef node) {
    return DataFlow.inputs(node).stream()
        .filter(read -> !fed.contains(read.node()))
        .map(read -> named.get(read.node()))
        .anyMatch(this::isWeights);
  }

  private boolean isWeights(NodeDef node) {
    DataType type = catalog.outputType(node, 0);
    boolean number =
        node.getOp().equals("Const")
            && ControlFlow.attribute(node, "value").getTensor().getTensorShape().getDimCount() == 0;
    return type == DataType.DT_RESOURCE || !number && InputCut.FLOATING.contains(type);
  }

  private DataType type(NodeDef node, TensorName tensor) {
    return catalog.outputType(node, tensor.index());
  }

  /** The outputs of a node that are read, or are the output searched for. */
  private List<TensorName> outputs(NodeDef node) {
    List<TensorName> read = new ArrayList<>();
    for (int i = 0; i < catalog.outputCount(node); i++) {
      TensorName tensor = new TensorName(node.getName(), i);
      if (consumers.containsKey(tensor) || tensor.equals(output)) {
        read.add(tensor);
      }
    }
    return read;
  }
}
