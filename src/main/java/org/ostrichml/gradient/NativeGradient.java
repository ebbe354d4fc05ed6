package org.ostrichml.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ostrichml.graph.TensorName;
import org.ostrichml.model.Nodes;
import org.ostrichml.model.RegisteredOps;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * The ops that differentiate an op, read from the graph in which TensorFlow differentiated its
 * twin. Holds nothing native.
 *
 * @param steps the ops, each after those it reads
 * @param results the tensor with the gradient at each of the op's inputs; null where there is none
 */
record NativeGradient(List<Step> steps, List<String> results) {
  /** The name of the twin. */
  static final String TWIN = "twin";

  /** Before its index, the name of an input of the twin. */
  static final String INPUT = "input";

  /** Before its index, the name of the gradient at an output of the twin. */
  static final String GRADIENT = "gradient";

  private record Step(NodeDef node, List<String> inputs) {}

  static NativeGradient read(GraphDef scratch, List<String> results) {
    List<Step> steps = new ArrayList<>();
    for (NodeDef node : scratch.getNodeList()) {
      if (!node.getName().equals(TWIN) && !node.getOp().equals("Placeholder")) {
        List<String> inputs =
            node.getInputList().stream()
                .filter(input -> !input.startsWith("^"))
                .map(input -> TensorName.parse(input).toString())
                .toList();
        steps.add(new Step(node, inputs));
      }
    }
    return new NativeGradient(steps, results);
  }

  /**
   * Adds the ops to a graph, for one op in it.
   *
   * @param operands what the op reads, as the twin does
   * @param arriving the gradient at each of the op's outputs; null where none arrives
   * @return the gradient at each of its inputs; null where there is none
   */
  List<Operand<?>> addTo(
      Ops tf, List<Output<?>> operands, GraphOperation op, List<Operand<?>> arriving) {
    Map<String, Output<?>> known = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      known.put(INPUT + i + ":0", operands.get(i));
    }
    for (int i = 0; i < op.numOutputs(); i++) {
      known.put(TWIN + ":" + i, op.output(i));
      if (arriving.get(i) != null) {
        known.put(GRADIENT + i + ":0", arriving.get(i).asOutput());
      }
    }
    for (Step step : steps) {
      List<Output<?>> inputs = new ArrayList<>();
      step.inputs().forEach(input -> inputs.add(known.get(input)));
      add(tf, step.node(), inputs, known);
    }
    List<Operand<?>> each = new ArrayList<>();
    results.forEach(result -> each.add(result == null ? null : known.get(result)));
    return each;
  }

  private static void add(
      Ops tf, NodeDef node, List<Output<?>> inputs, Map<String, Output<?>> known) {
    String type = node.getOp();
    Operation added =
        Nodes.build(RegisteredOps.with(type), tf.scope().opBuilder(type, type), node, inputs);
    for (int i = 0; i < added.numOutputs(); i++) {
      boolean isShape = type.equals("Shape") || type.equals("ShapeN");
      known.put(
          node.getName() + ":" + i,
          isShape ? Shapes.unfolded(tf, inputs.get(i), added.output(i)) : added.output(i));
    }
  }
}
