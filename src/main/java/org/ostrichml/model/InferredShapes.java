package org.ostrichml.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.OpCatalog;
import org.ostrichml.graph.ShapeInference;
import org.ostrichml.graph.TensorName;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.NodeDef;

/** The shapes TensorFlow infers, in a graph of its own that is never run. */
final class InferredShapes implements ShapeInference, AutoCloseable {
  private final OpCatalog catalog;
  private final Graph graph = new Graph();
  private final Map<String, Operation> operations = new HashMap<>();

  InferredShapes(OpCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void add(NodeDef node) {
    List<Output<?>> inputs = new ArrayList<>();
    for (String input : node.getInputList()) {
      TensorName read = TensorName.parse(input);
      inputs.add(operations.get(read.node()).output(read.index()));
    }
    try {
      operations.put(
          node.getName(),
          Nodes.build(
              catalog,
              graph.opBuilder(node.getOp(), node.getName(), graph.baseScope()),
              node,
              inputs));
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new OstrichException(
          "TensorFlow cannot load the graph: " + TensorFlowMessages.firstLine(e), e);
    }
  }

  @Override
  public long[] shape(TensorName tensor) {
    return operations.get(tensor.node()).output(tensor.index()).shape().asArray();
  }

  @Override
  public void close() {
    graph.close();
  }
}
