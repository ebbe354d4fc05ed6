package org.ostrichml.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ostrichml.graph.TensorName;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Finds the logits of which a model's output is the softmax. */
final class SoftmaxSearch {
  private SoftmaxSearch() {}

  /** The tensor that goes into the softmax behind {@code output}; empty where there is none. */
  static Optional<TensorName> logits(GraphDef graph, TensorName output) {
    Map<String, NodeDef> nodes = new HashMap<>();
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    NodeDef node = nodes.get(output.node());
    for (int hops = 0; node != null && hops <= nodes.size(); hops++) {
      switch (node.getOp()) {
        case "Identity", "Reshape", "Squeeze", "StopGradient" ->
            node = nodes.get(TensorName.parse(node.getInput(0)).node());
        case "Softmax" -> {
          return Optional.of(TensorName.parse(node.getInput(0)));
        }
        case "RealDiv" -> {
          return writtenOut(nodes, node);
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** A softmax written out as {@code exp(z) / sum(exp(z))}; z may have its maximum taken off. */
  private static Optional<TensorName> writtenOut(Map<String, NodeDef> nodes, NodeDef division) {
    NodeDef numerator = nodes.get(TensorName.parse(division.getInput(0)).node());
    NodeDef denominator = nodes.get(TensorName.parse(division.getInput(1)).node());
    boolean softmax =
        numerator != null
            && denominator != null
            && numerator.getOp().equals("Exp")
            && denominator.getOp().equals("Sum")
            && denominator.getInput(0).equals(division.getInput(0));
    return softmax ? Optional.of(TensorName.parse(numerator.getInput(0))) : Optional.empty();
  }
}
