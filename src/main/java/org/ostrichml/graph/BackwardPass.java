package org.ostrichml.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.StandIn.Curve;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Finds the tensors that {@link StandIn}s are for, and what each of them is smooth in.
 *
 * <p>An op that makes integers or strings is taken together with those behind it that lead to
 * floats again, and one that reads them with those before it: the two casts of a rounding to bytes,
 * or an encoder and its decoder.
 */
public final class BackwardPass {
  private static final Set<String> GREATER = Set.of("Greater", "GreaterEqual");
  private static final Set<String> LESS = Set.of("Less", "LessEqual");

  private final OpCatalog catalog;
  private final TensorName output;
  private final DataFlow flow;
  private final Set<String> path;
  private final NamedOps names;
  private final ShapeInference shapes;
  private final Map<TensorName, SmoothStep> steps = new LinkedHashMap<>();

  private BackwardPass(
      GraphDef flat,
      OpCatalog catalog,
      TensorName output,
      TensorName input,
      List<NodeDef> others,
      ShapeInference shapes) {
    this.catalog = catalog;
    this.output = output;
    this.flow = new DataFlow(flat);
    this.path = flow.behind(new TensorName(InputCut.INPUT, 0));
    this.names =
        new NamedOps(
            input,
            path.stream().map(flow::node).toList(),
            Stream.concat(flat.getNodeList().stream(), others.stream())
                .filter(node -> !path.contains(node.getName()))
                .toList());
    this.shapes = shapes;
    TopologicalOrder.of(flat.getNodeList()).forEach(node -> shapes.add(FlatGraph.light(node)));
  }

  /**
   * The same graph with stand-ins in it; forward it computes the same to the bit.
   *
   * @param flat a graph without calls and control flow, pruned to {@code output}, whose input is
   *     {@link InputCut#INPUT}
   * @param input the tensor whose place the input took
   * @param standIns what is to be replaced; of several for a tensor the last counts
   * @param others the nodes of the model before it was pruned, for messages
   * @param shapes infers the shapes of {@code flat}; new, used for this graph alone
   * @return the graph and {@code output} in it
   * @throws OstrichException if an op is not there, is not on a path from the input to the output,
   *     or cannot be replaced, with its name
   */
  public static FunctionInliner.Inlined replace(
      GraphDef flat,
      OpCatalog catalog,
      TensorName output,
      TensorName input,
      List<StandIn> standIns,
      List<NodeDef> others,
      ShapeInference shapes) {
    BackwardPass pass = new BackwardPass(flat, catalog, output, input, others, shapes);
    standIns.forEach(pass::find);
    return StandInNodes.add(flat, catalog, output, pass.steps);
  }

  private void find(StandIn standIn) {
    if (standIn.isBetween()) {
      between(standIn);
    } else {
      boolean leadsOn = false;
      for (NodeDef node : names.find(standIn.place())) {
        leadsOn |= around(node, standIn);
      }
      if (!leadsOn) {
        throw NamedOps.noPath(standIn.place());
      }
    }
  }

  private void between(StandIn standIn) {
    TensorName from =
        standIn.from().isEmpty() ? new TensorName(InputCut.INPUT, 0) : names.tensor(standIn.from());
    TensorName to = names.tensor(standIn.to());
    for (TensorName end : List.of(from, to)) {
      NodeDef node = flow.node(end.node());
      if (end.index() >= catalog.outputCount(node) || !isFloating(end)) {
        throw new OstrichException(
            "'%s' of the step '%s' is no float tensor, so no gradient can pass there."
                .formatted(end, standIn.place()));
      }
    }
    if (from.equals(to) || !flow.behind(from).contains(to.node())) {
      throw new OstrichException(
          "'%s' does not depend on '%s', so no step leads from one to the other."
              .formatted(to, from));
    }
    smooth(from, to, standIn);
  }

  /** Passes one op; false if nothing but the shape of what it makes is read. */
  private boolean around(NodeDef named, StandIn standIn) {
    NodeDef node = comparisonBefore(named);
    if (isComparison(node)) {
      return compare(node, standIn);
    }
    Set<TensorName> before = floatsBefore(node);
    if (before.size() != 1) {
      throw new OstrichException(
          "'%s' (%s) reads %d float tensors that depend on the input: name the step between two of them, as FROM..TO."
              .formatted(node.getName(), node.getOp(), before.size()));
    }
    Set<TensorName> behind = floatsBehind(node);
    behind.forEach(to -> smooth(before.iterator().next(), to, standIn));
    return !behind.isEmpty();
  }

  private void smooth(TensorName from, TensorName to, StandIn standIn) {
    long[] before = shapes.shape(from);
    long[] after = shapes.shape(to);
    if (!fit(before, after)) {
      throw new OstrichException(
          "Nothing smooth can stand in for '%s': '%s' has shape %s and '%s' %s, and they must be equal."
              .formatted(
                  standIn.place(), from, Arrays.toString(before), to, Arrays.toString(after)));
    }
    Curve curve = standIn.curve() == null ? Curve.IDENTITY : standIn.curve();
    steps.put(to, new SmoothStep(List.of(from), curve, standIn.slope(), null));
  }

  private static boolean fit(long[] before, long[] after) {
    boolean fits = before == null || after == null || before.length == after.length;
    for (int axis = 0; fits && before != null && after != null && axis < before.length; axis++) {
      fits = before[axis] < 0 || after[axis] < 0 || before[axis] == after[axis];
    }
    return fits;
  }

  private static boolean isComparison(NodeDef node) {
    return GREATER.contains(node.getOp()) || LESS.contains(node.getOp());
  }

  /** The comparison whose truth a cast makes a number of; else the node itself. */
  private NodeDef comparisonBefore(NodeDef node) {
    if (node.getOp().equals("Cast")) {
      NodeDef source = flow.node(DataFlow.inputs(node).get(0).node());
      return isComparison(source) ? source : node;
    }
    return node;
  }

  /** A comparison's truth becomes a number, or chooses between two. */
  private boolean compare(NodeDef node, StandIn standIn) {
    List<TensorName> sides = DataFlow.inputs(node);
    List<TensorName> difference =
        GREATER.contains(node.getOp()) ? sides : List.of(sides.get(1), sides.get(0));
    Curve curve = standIn.curve() == null ? Curve.SIGMOID : standIn.curve();
    float slope = standIn.curve() == null ? StandIn.STEEP : standIn.slope();
    List<NodeDef> readers = flow.readers(new TensorName(node.getName(), 0));
    for (NodeDef reader : readers) {
      TensorName number = new TensorName(reader.getName(), 0);
      boolean chooses = reader.getOp().equals("SelectV2");
      boolean counts = reader.getOp().equals("Cast") && isFloating(number);
      if (!isFloating(sides.get(0)) || !chooses && !counts) {
        throw new OstrichException(
            "No smooth step can stand in for '%s' (%s): it compares floats and becomes one by Cast or SelectV2, not by %s. Name a step around it, as FROM..TO."
                .formatted(node.getName(), node.getOp(), reader.getOp()));
      }
      steps.put(number, new SmoothStep(difference, curve, slope, chooses ? reader : null));
    }
    return !readers.isEmpty();
  }

  /** The nearest float tensors before a node that depend on the input. */
  private Set<TensorName> floatsBefore(NodeDef start) {
    Set<TensorName> found = new LinkedHashSet<>();
    Set<String> met = new HashSet<>();
    Deque<NodeDef> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      for (TensorName read : DataFlow.inputs(open.remove())) {
        if (path.contains(read.node()) && isFloating(read)) {
          found.add(read);
        } else if (path.contains(read.node()) && met.add(read.node())) {
          open.add(flow.node(read.node()));
        }
      }
    }
    return found;
  }

  /** The nearest float tensors that a node makes, by itself or with those that read it. */
  private Set<TensorName> floatsBehind(NodeDef start) {
    Set<TensorName> found = new LinkedHashSet<>();
    Set<String> met = new HashSet<>();
    Deque<NodeDef> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      NodeDef node = open.remove();
      for (int i = 0; i < catalog.outputCount(node); i++) {
        TensorName made = new TensorName(node.getName(), i);
        boolean isRead = !flow.readers(made).isEmpty() || made.equals(output);
        if (isRead && isFloating(made)) {
          found.add(made);
        } else {
          flow.readers(made).stream()
              .filter(reader -> met.add(reader.getName()))
              .forEach(open::add);
        }
      }
    }
    return found;
  }

  private boolean isFloating(TensorName tensor) {
    return InputCut.FLOATING.contains(catalog.outputType(flow.node(tensor.node()), tensor.index()));
  }
}
