package org.ostrichml.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ostrichml.graph.CustomGradients;
import org.ostrichml.graph.RandomSeeds;
import org.ostrichml.graph.StandInNodes;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/** Computes tensors of a graph once more, from other tensors than before. */
public final class GraphCopy {
  private static final String COPY = "copy";

  /** More than the random ops that any graph has. */
  private static final long NUMBERS = 1L << 32;

  private static final List<String> NOTES =
      Stream.concat(CustomGradients.NOTES.stream(), Stream.of(StandInNodes.NOTE)).toList();

  private final Set<GraphOperation> needed = new LinkedHashSet<>();

  /**
   * The ops that {@code ends} are computed by.
   *
   * @param ends tensors of a graph without loops
   */
  public GraphCopy(Collection<Output<?>> ends) {
    Set<Operation> met = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>();
    ends.forEach(end -> open.push((GraphOperation) end.op()));
    while (!open.isEmpty()) {
      GraphOperation op = open.peek();
      if (met.add(op)) {
        op.inputs().stream()
            .map(input -> (GraphOperation) input.op())
            .filter(source -> !met.contains(source))
            .forEach(open::push);
      } else {
        open.pop();
        needed.add(op);
      }
    }
  }

  /** These ops, each after those that it reads. */
  public List<GraphOperation> ops() {
    return List.copyOf(needed);
  }

  /**
   * Adds copies of those ops that depend on the keys of {@code instead}, reading its values in
   * their place.
   *
   * @return the tensors that take the place of others, {@code instead} among them; a tensor that is
   *     not a key here stays what it was
   */
  public Map<Output<?>, Output<?>> reading(Ops tf, Map<Output<?>, Output<?>> instead) {
    return copied(tf, instead, 0);
  }

  /**
   * Adds copies of those ops that draw at random, and of what depends on them; the copies draw
   * other numbers.
   *
   * @param draw the number of the copy, from 1; another number, other draws
   * @return the tensors that take the place of others
   */
  Map<Output<?>, Output<?>> drawnAgain(Ops tf, int draw) {
    return copied(tf, Map.of(), draw);
  }

  private Map<Output<?>, Output<?>> copied(Ops tf, Map<Output<?>, Output<?>> instead, int draw) {
    Map<Output<?>, Output<?>> known = new HashMap<>(instead);
    for (GraphOperation op : needed) {
      List<Output<?>> inputs = new ArrayList<>();
      boolean drawn = draw > 0 && isDrawn(op);
      boolean moved = drawn;
      for (int i = 0; i < op.numInputs(); i++) {
        Output<?> input = op.input(i);
        moved |= known.containsKey(input);
        inputs.add(known.getOrDefault(input, input));
      }
      if (moved) {
        Operation copy = copy(tf.scope(), op, inputs, drawn ? draw * NUMBERS : 0);
        for (int i = 0; i < op.numOutputs(); i++) {
          known.putIfAbsent(op.output(i), copy.output(i));
        }
      }
    }
    return known;
  }

  private static boolean isDrawn(GraphOperation op) {
    return RandomSeeds.isDrawn(RegisteredOps.with(op.type()), op.type());
  }

  /**
   * @param further what is added to the number of a random op
   */
  private static Operation copy(
      Scope scope, GraphOperation op, List<Output<?>> inputs, long further) {
    OperationBuilder copy = scope.opBuilder(op.type(), COPY);
    if (op.type().equals("IdentityN")) {
      keepGradient(op, copy);
    }
    NodeDef.Builder node = RegisteredOps.node(op).setName(COPY);
    if (further > 0) {
      long number = node.getAttrOrThrow(RandomSeeds.NUMBER).getI() + further;
      node.putAttr(RandomSeeds.NUMBER, AttrValue.newBuilder().setI(number).build());
    }
    return Nodes.build(RegisteredOps.with(op.type()), copy, node.build(), inputs);
  }

  /** What tells of the op's gradient, if anything does. */
  private static void keepGradient(GraphOperation op, OperationBuilder copy) {
    for (String note : NOTES) {
      try {
        copy.setAttr(note, op.attributes().getAttrValueProto(note));
      } catch (TFInvalidArgumentException e) {
        // It does not have this one.
      }
    }
  }
}
