package org.ostrichml.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;

/**
 * A function, or a whole graph, without calls: the nodes its results need, each after those it
 * reads.
 *
 * @param steps the nodes in order
 * @param results the results
 */
record FunctionBody(List<Step> steps, List<TensorName> results) {
  /** No node of a model can have such a name. */
  private static final String ARGUMENT = "@argument";

  private static final String CALL = "call";

  /**
   * One node.
   *
   * @param node the node
   * @param inputs the tensors it reads
   * @param controls the nodes it waits for; TF1 branches hang on them
   * @param loop the loop it runs, or null
   */
  record Step(
      NodeDef node, List<TensorName> inputs, List<TensorName> controls, OldLoops.Loop loop) {
    /** The node's name inside its function. */
    String label() {
      return node.getName().startsWith(CALL + "/")
          ? node.getName().substring(CALL.length() + 1)
          : node.getName();
    }
  }

  /** The name of the node that stands for an argument. */
  static String argument(int index) {
    return ARGUMENT + index;
  }

  /** The node that stands for an argument. */
  static Step argumentStep(int index) {
    return step(placeholder(index), false);
  }

  private static NodeDef placeholder(int index) {
    return NodeDef.newBuilder().setName(argument(index)).setOp("Placeholder").build();
  }

  /** A function of {@code graph}'s library, called with {@code arguments} arguments. */
  static FunctionBody of(GraphDef graph, OpCatalog catalog, NameAttrList function, int arguments) {
    int results =
        graph.getLibrary().getFunctionList().stream()
            .map(FunctionDef::getSignature)
            .filter(signature -> signature.getName().equals(function.getName()))
            .mapToInt(signature -> signature.getOutputArgCount())
            .findFirst()
            .orElse(0);
    NodeDef.Builder call =
        NodeDef.newBuilder()
            .setName(CALL)
            .setOp("PartitionedCall")
            .putAllAttr(function.getAttrMap())
            .putAttr("f", AttrValue.newBuilder().setFunc(function).build());
    GraphDef.Builder caller = graph.toBuilder().clearNode();
    for (int i = 0; i < arguments; i++) {
      caller.addNode(placeholder(i));
      call.addInput(argument(i));
    }
    FunctionInliner.Inlined body =
        FunctionInliner.inline(
            caller.addNode(call).build(),
            catalog,
            IntStream.range(0, results).mapToObj(i -> new TensorName(CALL, i)).toList());
    return of(body.graph().getNodeList(), catalog, body.tensors());
  }

  /**
   * The nodes that {@code results} need.
   *
   * @throws OstrichException if nodes read each other in a circle, or one has another number of
   *     inputs than its op
   */
  static FunctionBody of(Collection<NodeDef> nodes, OpCatalog catalog, List<TensorName> results) {
    Map<String, Step> steps = new LinkedHashMap<>();
    boolean controlled = nodes.stream().anyMatch(node -> OldBranches.OPS.contains(node.getOp()));
    nodes.forEach(node -> steps.put(node.getName(), step(node, controlled)));
    return of(steps, catalog, results, 0);
  }

  /**
   * The steps that {@code results} need.
   *
   * @param steps by their names; TF1 loops among them are put together here
   * @param depth how many TF1 loops they are in
   */
  static FunctionBody of(
      Map<String, Step> steps, OpCatalog catalog, List<TensorName> results, int depth) {
    OldLoops loops = new OldLoops(steps, catalog, depth);
    List<Step> ordered = new ArrayList<>();
    Set<String> entered = new HashSet<>();
    Set<String> left = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    results.forEach(result -> open.push(result.node()));
    while (!open.isEmpty()) {
      String name = open.peek();
      Step step = steps.get(name);
      if (step == null) {
        throw new OstrichException("The model is damaged: it has no node called '" + name + "'.");
      }
      if (OldLoops.isExit(step)) {
        step = loops.leave(step);
        steps.put(name, step);
      } else if (OldLoops.OPS.contains(step.node.getOp()) && step.loop == null) {
        throw ControlFlow.refusal(
            step.node, name, "is inside a loop: choose an output outside it with --output");
      }
      if (!entered.add(name)) {
        open.pop();
        if (left.add(name)) {
          checkInputs(step, catalog);
          ordered.add(step);
        }
        continue;
      }
      for (List<TensorName> reads : List.of(step.inputs, step.controls)) {
        for (TensorName read : reads) {
          if (!entered.contains(read.node())) {
            open.push(read.node());
          } else if (!left.contains(read.node())) {
            throw new OstrichException(
                "The model is damaged: node '%s' depends on itself.".formatted(name));
          }
        }
      }
    }
    return new FunctionBody(ordered, results);
  }

  private static void checkInputs(Step step, OpCatalog catalog) {
    if (step.loop == null && catalog.inputCount(step.node) != step.inputs.size()) {
      throw new OstrichException(
          "The model is damaged: node '%s' (%s) has %d inputs."
              .formatted(step.node.getName(), step.node.getOp(), step.inputs.size()));
    }
  }

  private static Step step(NodeDef node, boolean controlled) {
    List<TensorName> inputs = new ArrayList<>();
    List<TensorName> controls = new ArrayList<>();
    for (String input : node.getInputList()) {
      if (!TensorName.isControl(input)) {
        inputs.add(TensorName.parse(input));
      } else if (controlled && Pruner.hangsOnControls(node)) {
        controls.add(new TensorName(input.substring(1), 0));
      }
    }
    return new Step(node, inputs, controls, null);
  }
}
