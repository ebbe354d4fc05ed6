package org.ostrichml.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.FunctionBody.Step;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * Makes control flow flat: walks through a graph as running it would, with constants where they are
 * known, and writes down the ops it meets. Loops become their steps in a row ({@link Loops}, {@link
 * OldLoops}), branches a choice between both results ({@link Branches}, {@link OldBranches}), lists
 * of tensors the tensors themselves ({@link TensorLists}, {@link TensorArrays}).
 */
public final class ControlFlow {
  /** The elements of a larger tensor are never looked at. */
  public static final int LARGEST_KNOWN = Constant.LIMIT;

  static final String REMEDY =
      "Fix the lengths of the input's axes with --input-shape, or choose an output before it with --output, or an input behind it with --input";
  private static final int DEPTH_LIMIT = 50;
  private static final int UNROLLED_LIMIT = 100_000;
  private static final Set<String> STORED = Set.of("Const", "Variable", "VariableV2");

  private final GraphDef graph;
  private final OpCatalog catalog;
  private final FlatGraph flat;
  private final ConstantFolder folder;
  private final Loops loops = new Loops(this);
  private final Branches branches;
  private final OldBranches oldBranches;
  private final TensorLists lists;
  private final TensorArrays arrays;
  private final Map<NameAttrList, FunctionBody> bodies = new HashMap<>();
  private final Map<NodeDef, List<Value>> constants = new IdentityHashMap<>();
  private final Map<TensorName, List<Value>> reads = new HashMap<>();
  private int unrolled;

  private ControlFlow(
      GraphDef graph,
      OpCatalog catalog,
      Map<String, TensorProto> variables,
      ShapeInference shapes) {
    this.graph = graph;
    this.catalog = catalog;
    this.flat = new FlatGraph(shapes);
    this.folder = new ConstantFolder(flat, variables);
    this.branches = new Branches(this, flat);
    this.oldBranches = new OldBranches(branches);
    this.lists = new TensorLists(flat);
    this.arrays = new TensorArrays(lists);
  }

  /** Whether a graph without calls has control flow or lists of tensors. */
  public static boolean isIn(GraphDef graph) {
    return graph.getNodeList().stream()
        .map(NodeDef::getOp)
        .anyMatch(
            op ->
                Loops.OPS.contains(op)
                    || Branches.OPS.contains(op)
                    || OldBranches.OPS.contains(op)
                    || OldLoops.OPS.contains(op)
                    || TensorLists.handles(op)
                    || TensorArrays.OPS.contains(op));
  }

  /**
   * The part of {@code graph} that {@code tensors} need, without control flow.
   *
   * @param graph a graph without calls
   * @param tensors tensors of {@code graph} to find again in the result
   * @param variables the values of variables, by the names of their nodes
   * @param shapes infers the shapes of tensors of the result; new, used for this graph alone
   * @throws OstrichException if the number of a loop's steps depends on the data or exceeds a
   *     limit, or if a construct is not supported, with the node's name
   */
  public static FunctionInliner.Inlined flatten(
      GraphDef graph,
      OpCatalog catalog,
      List<TensorName> tensors,
      Map<String, TensorProto> variables,
      ShapeInference shapes) {
    ControlFlow flow = new ControlFlow(graph, catalog, variables, shapes);
    FunctionBody body = FunctionBody.of(graph.getNodeList(), catalog, tensors);
    NodeDef.Builder reader = FlatGraph.node("the output", "");
    List<TensorName> found =
        flow.run(body, List.of(), "", 0).stream()
            .map(value -> flow.flat.tensor(value, reader))
            .toList();
    return new FunctionInliner.Inlined(flow.flat.build(graph), found);
  }

  /** The function that an attribute of a node names. */
  FunctionBody function(NameAttrList function, int arguments) {
    return bodies.computeIfAbsent(
        function, name -> FunctionBody.of(graph, catalog, name, arguments));
  }

  /** Writes down the ops of a function called with {@code arguments}; its results. */
  List<Value> run(FunctionBody body, List<Value> arguments, String prefix, int depth) {
    if (depth > DEPTH_LIMIT) {
      throw new OstrichException(
          "The control flow at '%s' is nested over %d deep, or contains itself: it cannot be unrolled."
              .formatted(shortened(prefix), DEPTH_LIMIT));
    }
    Map<String, List<Value>> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      values.put(FunctionBody.argument(i), List.of(arguments.get(i)));
    }
    for (Step step : body.steps()) {
      if (!values.containsKey(step.node().getName())) {
        values.put(step.node().getName(), evaluate(step, values, prefix, depth));
      }
    }
    return body.results().stream().map(result -> read(result, values)).toList();
  }

  private List<Value> evaluate(
      Step step, Map<String, List<Value>> values, String prefix, int depth) {
    NodeDef node = step.node();
    String name = UniqueNames.cut(prefix + step.label());
    if (depth > 0 && ++unrolled + flat.size() > UNROLLED_LIMIT) {
      throw refusal(
          node,
          name,
          "is one of over %d ops in unrolled loops and branches: too many. "
                  .formatted(UNROLLED_LIMIT)
              + REMEDY);
    }
    List<Value> inputs = new ArrayList<>();
    step.inputs().forEach(input -> inputs.add(read(input, values)));
    if (OldBranches.isMerge(node)) {
      return oldBranches.merge(node, name, inputs);
    }
    List<Value> read = inputs;
    if (!step.controls().isEmpty()) {
      read = new ArrayList<>(inputs);
      for (TensorName control : step.controls()) {
        List<Value> outputs = values.get(control.node());
        boolean isSwitch = outputs.size() > 1 && !outputs.get(0).sameBranch(outputs.get(1));
        read.addAll(isSwitch ? List.of() : outputs);
      }
    }
    Map<TensorName, Boolean> guards = new HashMap<>();
    for (Value value : read) {
      if (value == Value.DEAD) {
        return List.of(Value.DEAD);
      }
      guards.putAll(value.guards());
    }
    List<Value> outputs = evaluate(step, name, inputs, depth);
    return guards.isEmpty()
        ? outputs
        : outputs.stream().map(value -> value.guardedBy(guards)).toList();
  }

  private List<Value> evaluate(Step step, String name, List<Value> inputs, int depth) {
    NodeDef node = step.node();
    String op = node.getOp();
    if (step.loop() != null) {
      return loops.unroll(node, name, step.loop().condition(), step.loop().body(), inputs, depth);
    }
    if (Loops.OPS.contains(op)) {
      return loops.unroll(node, name, inputs, depth);
    }
    if (Branches.OPS.contains(op)) {
      return branches.evaluate(node, name, inputs, depth);
    }
    if (OldBranches.OPS.contains(op)) {
      return oldBranches.split(node, name, inputs);
    }
    if (TensorLists.handles(op)) {
      return lists.evaluate(node, name, inputs);
    }
    if (TensorArrays.OPS.contains(op)) {
      return arrays.evaluate(node, name, inputs);
    }
    if (op.equals("Identity")) {
      return inputs;
    }
    if (STORED.contains(op)) {
      return constants.computeIfAbsent(node, n -> write(n, name, inputs));
    }
    if (op.equals("ReadVariableOp")) {
      return reads.computeIfAbsent(inputs.get(0).tensor(), t -> write(node, name, inputs));
    }
    return write(node, name, inputs);
  }

  /** Writes a node down, unless all it would compute is known. */
  private List<Value> write(NodeDef node, String name, List<Value> inputs) {
    Constant known = folder.fold(node, inputs);
    boolean stored = STORED.contains(node.getOp()) || node.getOp().equals("ReadVariableOp");
    if (known != null && known.isKnown() && !stored) {
      return List.of(Value.of(known));
    }
    TensorName output = flat.add(node.toBuilder().setName(name), inputs);
    return IntStream.range(0, catalog.outputCount(node))
        .mapToObj(i -> Value.of(new TensorName(output.node(), i), i == 0 ? known : null))
        .toList();
  }

  private static Value read(TensorName tensor, Map<String, List<Value>> values) {
    List<Value> outputs = values.get(tensor.node());
    if (outputs.size() == 1 && outputs.get(0) == Value.DEAD) {
      return Value.DEAD;
    }
    if (tensor.index() >= outputs.size()) {
      throw new OstrichException("The model is damaged: it has no tensor '" + tensor + "'.");
    }
    return outputs.get(tensor.index());
  }

  static OstrichException refusal(NodeDef node, String name, String why) {
    return new OstrichException("Node '%s' (%s) %s.".formatted(shortened(name), node.getOp(), why));
  }

  private static String shortened(String name) {
    return name.length() <= 120 ? name : name.substring(0, 120) + "...";
  }

  /** The value of a node's attribute. */
  static AttrValue attribute(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance());
  }
}
