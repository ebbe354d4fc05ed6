package org.ostrichml.graph;

import java.util.List;
import java.util.Set;
import org.tensorflow.proto.NodeDef;

/** Writes the steps of a loop one after the other. */
final class Loops {
  static final Set<String> OPS = Set.of("While", "StatelessWhile");
  private static final int LIMIT = 10_000;

  private final ControlFlow flow;

  Loops(ControlFlow flow) {
    this.flow = flow;
  }

  /** The values a {@code While} ends with. */
  List<Value> unroll(NodeDef node, String name, List<Value> start, int depth) {
    FunctionBody condition =
        flow.function(ControlFlow.attribute(node, "cond").getFunc(), start.size());
    FunctionBody body = flow.function(ControlFlow.attribute(node, "body").getFunc(), start.size());
    if (condition.results().size() != 1 || body.results().size() != start.size()) {
      throw ControlFlow.refusal(node, name, "is damaged: its functions do not fit");
    }
    return unroll(node, name, condition, body, start, depth);
  }

  /** The values a loop ends with. */
  List<Value> unroll(
      NodeDef node,
      String name,
      FunctionBody condition,
      FunctionBody body,
      List<Value> start,
      int depth) {
    List<Value> state = start;
    for (int step = 0; step <= LIMIT; step++) {
      String prefix = name + "/" + step + "/";
      Value goesOn = flow.run(condition, state, prefix, depth + 1).get(0);
      if (!goesOn.isKnownScalar()) {
        throw ControlFlow.refusal(
            node,
            name,
            "is a loop whose number of steps depends on the data, or on an axis of unknown length: it cannot be differentiated. "
                + ControlFlow.REMEDY);
      }
      if (goesOn.constant().values()[0] == 0) {
        return state;
      }
      state = flow.run(body, state, prefix, depth + 1);
    }
    throw ControlFlow.refusal(
        node, name, "is a loop of over %d steps: too many. ".formatted(LIMIT) + ControlFlow.REMEDY);
  }
}
