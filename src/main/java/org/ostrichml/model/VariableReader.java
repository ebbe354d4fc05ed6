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
import org.tensorflow.exceptions.TFFailedPreconditionException;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;

/** Reads the values of variables from a restored model. */
final class VariableReader {
  private VariableReader() {}

  /**
   * Adds the value of each variable to {@code values}, by the name of its node; the result owns
   * them.
   *
   * @param prefix the checkpoint, without the ends of its files
   * @param variables nodes of {@code metaGraph}'s top level
   */
  static Result read(
      SavedModelBundle bundle,
      MetaGraphDef metaGraph,
      String prefix,
      Collection<NodeDef> variables,
      Map<String, Tensor> values) {
    Result result;
    try {
      result = fetch(bundle, metaGraph, prefix, variables, Map.of());
    } catch (TFFailedPreconditionException e) {
      Map<String, String> keys = CheckpointKeys.of(bundle, metaGraph, prefix);
      if (keys.isEmpty()) {
        throw e;
      }
      result = fetch(bundle, metaGraph, prefix, variables, keys);
    }
    int next = 0;
    for (NodeDef variable : variables) {
      values.put(variable.getName(), result.get(next++));
    }
    return result;
  }

  /** Reads variables where they were restored, or in the checkpoint where it has keys for them. */
  private static Result fetch(
      SavedModelBundle bundle,
      MetaGraphDef metaGraph,
      String prefix,
      Collection<NodeDef> variables,
      Map<String, String> keys) {
    Map<String, String> reads = reads(metaGraph);
    Session.Runner runner = bundle.session().runner();
    for (NodeDef variable : variables) {
      String key = keys.get(variable.getAttrOrThrow("shared_name").getS().toStringUtf8());
      runner.fetch(
          key == null
              ? read(bundle.graph(), variable, reads)
              : CheckpointKeys.restore(
                  bundle.graph(), prefix, key, variable.getAttrOrThrow("dtype").getType()));
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
