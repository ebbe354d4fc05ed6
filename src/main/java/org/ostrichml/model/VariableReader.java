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
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;

/** Reads the values of variables from a restored or a running model. */
final class VariableReader {
  private VariableReader() {}

  /**
   * The value of each variable, in order, as it was restored.
   *
   * @param variables nodes of {@code metaGraph}'s top level
   */
  static Result read(
      SavedModelBundle bundle, MetaGraphDef metaGraph, Collection<NodeDef> variables) {
    Map<String, String> reads = reads(metaGraph);
    Session.Runner runner = bundle.session().runner();
    variables.forEach(variable -> runner.fetch(read(bundle.graph(), variable, reads)));
    return runner.run();
  }

  /**
   * The value of each variable, in order, read through ops that the session's graph has already.
   *
   * @param metaGraph what the graph holds
   * @param variables nodes of its top level
   * @throws OstrichException if no op reads one of them
   */
  static Result read(Session session, MetaGraphDef metaGraph, Collection<NodeDef> variables) {
    Map<String, String> reads = reads(metaGraph);
    Session.Runner runner = session.runner();
    for (NodeDef variable : variables) {
      String name = variable.getName();
      String read = VariableFreezer.isResource(variable) ? reads.get(name) : name;
      if (read == null) {
        throw new OstrichException(
            "No op at the top level of the graph reads the variable '%s', and Ostrich adds none to an application's graph: add a ReadVariableOp before the session is opened, or load the model from its files."
                .formatted(name));
      }
      runner.fetch(read, 0);
    }
    return runner.run();
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
