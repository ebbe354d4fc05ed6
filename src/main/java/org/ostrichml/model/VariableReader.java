package org.ostrichml.model;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.VariableFreezer;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;

/** Reads the values of variables from a restored model. */
final class VariableReader {
  private VariableReader() {}

  /**
   * Adds the value of each variable to {@code values}, by the name of its node; the result owns
   * them.
   *
   * @param variables nodes of {@code metaGraph}'s top level
   */
  static Result read(
      SavedModelBundle bundle,
      MetaGraphDef metaGraph,
      Collection<NodeDef> variables,
      Map<String, Tensor> values) {
    Map<String, String> reads = reads(metaGraph);
    Session.Runner runner = bundle.session().runner();
    variables.forEach(variable -> runner.fetch(read(bundle.graph(), variable, reads)));
    Result result = runner.run();
    int next = 0;
    for (NodeDef variable : variables) {
      values.put(variable.getName(), result.get(next++));
    }
    return result;
  }

  /** The reading ops that the graph has already, by the name of the variable's node. */
  private static Map<String, String> reads(MetaGraphDef metaGraph) {
    return metaGraph.getGraphDef().getNodeList().stream()
        .filter(node -> node.getOp().equals("ReadVariableOp"))
        .collect(Collectors.toMap(node -> node.getInput(0), NodeDef::getName, (a, b) -> a));
  }

  private static Output<?> read(Graph graph, NodeDef variable, Map<String, String> reads) {
    if (!VariableFreezer.isResource(variable)) {
      return graph.operationOrThrow(variable.getName()).output(0);
    }
    String read = reads.get(variable.getName());
    if (read != null) {
      return graph.operationOrThrow(read).output(0);
    }
    GraphOperation handle = graph.operation(variable.getName());
    if (handle == null) {
      throw new OstrichException(
          "The variable '%s' is made inside a function, where its value cannot be read."
              .formatted(variable.getName()));
    }
    return graph
        .opBuilder("ReadVariableOp", "ostrich_read/" + variable.getName(), graph.baseScope())
        .addInput(handle.output(0))
        .setAttr("dtype", variable.getAttrOrThrow("dtype").getType())
        .build()
        .output(0);
  }
}
