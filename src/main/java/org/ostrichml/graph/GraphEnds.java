package org.ostrichml.graph;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Where a graph without a signature begins and ends. */
public final class GraphEnds {
  private static final Set<String> INPUTS = Set.of("Placeholder", "PlaceholderWithDefault");
  private static final Set<String> EFFECTS =
      Set.of("NoOp", "Const", "Assert", "VarHandleOp", "Variable", "VariableV2", "Assign", "Print");

  /** The scopes of what saves and what trains. */
  private static final List<String> SCOPES = List.of("save/", "gradients/");

  /** How ops that train begin: {@code ApplyGradientDescent}. */
  private static final String TRAINER = "Apply";

  private GraphEnds() {}

  /** The tensors that are fed. */
  public static List<String> inputs(GraphDef graph) {
    return names(graph.getNodeList().stream().filter(n -> INPUTS.contains(n.getOp())).toList());
  }

  /** The tensors that nobody reads, left aside what runs for its effect. */
  public static List<String> outputs(GraphDef graph) {
    Set<String> read =
        graph.getNodeList().stream()
            .map(NodeDef::getInputList)
            .flatMap(List::stream)
            .filter(input -> !TensorName.isControl(input))
            .map(input -> TensorName.parse(input).node())
            .collect(Collectors.toSet());
    return names(
        graph.getNodeList().stream()
            .filter(n -> !read.contains(n.getName()) && !n.getOp().startsWith(TRAINER))
            .filter(n -> SCOPES.stream().noneMatch(n.getName()::startsWith))
            .filter(n -> !EFFECTS.contains(n.getOp()) && !INPUTS.contains(n.getOp()))
            .toList());
  }

  private static List<String> names(List<NodeDef> nodes) {
    Function<NodeDef, String> name = node -> new TensorName(node.getName(), 0).toString();
    return nodes.stream().map(name).toList();
  }
}
