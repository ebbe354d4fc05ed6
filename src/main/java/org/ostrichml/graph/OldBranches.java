package org.ostrichml.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * TF1 branches: a {@code Switch} sends a tensor to one of two sides, a {@code Merge} joins the two
 * sides of one predicate. Where the predicate is known the other side is dropped.
 */
final class OldBranches {
  static final Set<String> OPS = Set.of("Switch", "RefSwitch", "Merge", "RefMerge");

  private final Branches branches;

  OldBranches(Branches branches) {
    this.branches = branches;
  }

  static boolean isMerge(NodeDef node) {
    return node.getOp().endsWith("Merge");
  }

  /** The outputs of a Switch: the tensor when the predicate is false, and when it is true. */
  List<Value> split(NodeDef node, String name, List<Value> inputs) {
    Value data = inputs.get(0);
    Value predicate = branches.truth(node, name, inputs.get(1), DataType.DT_BOOL);
    if (predicate.isKnownScalar()) {
      boolean taken = predicate.constant().values()[0] != 0;
      return taken ? List.of(Value.DEAD, data) : List.of(data, Value.DEAD);
    }
    DataType type = ControlFlow.attribute(node, "T").getType();
    List<Value> sides = new ArrayList<>();
    for (boolean side : new boolean[] {false, true}) {
      sides.add(
          branches
              .gate(name, predicate, side, type, data)
              .guardedBy(Map.of(predicate.tensor(), side)));
    }
    return sides;
  }

  /** The outputs of a Merge: the tensor of the side that was taken, and which input it is. */
  List<Value> merge(NodeDef node, String name, List<Value> inputs) {
    List<Integer> live = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) != Value.DEAD) {
        live.add(i);
      }
    }
    if (live.isEmpty()) {
      return List.of(Value.DEAD);
    }
    Value first = inputs.get(live.get(0));
    if (live.size() == 1) {
      Value index = Value.of(Constant.scalar(DataType.DT_INT32, live.get(0)));
      return List.of(first, index.guardedBy(first.guards()));
    }
    Value second = inputs.get(live.get(1));
    List<TensorName> deciding =
        first.guards().keySet().stream()
            .filter(p -> Boolean.valueOf(!first.guards().get(p)).equals(second.guards().get(p)))
            .toList();
    if (live.size() > 2 || deciding.size() != 1) {
      throw ControlFlow.refusal(
          node, name, "joins branches that no single predicate tells apart: it is not supported");
    }
    Value predicate = Value.of(deciding.get(0));
    boolean straight = first.guards().get(deciding.get(0));
    Map<TensorName, Boolean> common = new HashMap<>(first.guards());
    common.entrySet().retainAll(second.guards().entrySet());
    DataType type = ControlFlow.attribute(node, "T").getType();
    Value firstIndex = Value.of(Constant.scalar(DataType.DT_INT32, live.get(0)));
    Value secondIndex = Value.of(Constant.scalar(DataType.DT_INT32, live.get(1)));
    return List.of(
        select(node, name, predicate, straight, type, first, second).guardedBy(common),
        select(node, name, predicate, straight, DataType.DT_INT32, firstIndex, secondIndex)
            .guardedBy(common));
  }

  private Value select(
      NodeDef node,
      String name,
      Value predicate,
      boolean straight,
      DataType type,
      Value first,
      Value second) {
    Value chosen =
        straight
            ? branches.select(node, name, predicate, type, first, second)
            : branches.select(node, name, predicate, type, second, first);
    return new Value(chosen.tensor(), chosen.constant(), chosen.list(), Map.of());
  }
}
