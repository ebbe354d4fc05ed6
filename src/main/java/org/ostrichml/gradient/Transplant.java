package org.ostrichml.gradient;

import java.util.List;
import java.util.Map;
import org.ostrichml.graph.OpCatalog;
import org.ostrichml.graph.TensorName;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/** Adds nodes to a graph that is in use, one by one, so that its constants are not copied. */
final class Transplant {
  private final Graph graph;
  private final OpCatalog catalog;

  Transplant(Graph graph, OpCatalog catalog) {
    this.graph = graph;
    this.catalog = catalog;
  }

  /** Adds {@code nodes}, each of which comes after those it reads. */
  void add(List<NodeDef> nodes) {
    nodes.forEach(this::add);
  }

  private void add(NodeDef node) {
    GraphOperationBuilder builder =
        graph.opBuilder(node.getOp(), node.getName(), graph.baseScope());
    int next = 0;
    for (int length : catalog.inputLengths(node)) {
      if (length < 0) {
        builder.addInput(tensor(node.getInput(next++)));
      } else {
        Output<?>[] list = new Output<?>[length];
        for (int i = 0; i < length; i++) {
          list[i] = tensor(node.getInput(next++));
        }
        builder.addInputList(list);
      }
    }
    for (String control : node.getInputList().subList(next, node.getInputCount())) {
      builder.addControlInput(graph.operationOrThrow(control.substring(1)));
    }
    for (Map.Entry<String, AttrValue> attribute : node.getAttrMap().entrySet()) {
      if (!attribute.getKey().startsWith("_")) {
        builder.setAttr(attribute.getKey(), attribute.getValue());
      }
    }
    builder.build();
  }

  private Output<?> tensor(String input) {
    return graph.outputOrThrow(TensorName.parse(input).toString());
  }
}
