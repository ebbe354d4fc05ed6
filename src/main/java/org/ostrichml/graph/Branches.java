package org.ostrichml.graph;

import static org.ostrichml.graph.VariableFreezer.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.Value.TensorList;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;

/**
 * Computes all branches of an {@code If} or {@code Case} and selects one's results; where the
 * predicate is known, that branch alone. What a branch reads goes through a gate that is zero while
 * the branch is not taken: so its gradient, which may be infinite there, is cut off and not
 * multiplied by zero.
 */
final class Branches {
  static final Set<String> OPS = Set.of("If", "StatelessIf", "Case", "StatelessCase");

  private final ControlFlow flow;
  private final FlatGraph flat;

  Branches(ControlFlow flow, FlatGraph flat) {
    this.flow = flow;
    this.flat = flat;
  }

  List<Value> evaluate(NodeDef node, String name, List<Value> inputs, int depth) {
    List<Value> arguments = inputs.subList(1, inputs.size());
    if (node.getOp().endsWith("If")) {
      DataType type = ControlFlow.attribute(node, "Tcond").getType();
      List<NameAttrList> functions =
          List.of(
              ControlFlow.attribute(node, "then_branch").getFunc(),
              ControlFlow.attribute(node, "else_branch").getFunc());
      Value taken = truth(node, name, inputs.get(0), type);
      return choose(node, name, List.of(taken), functions, arguments, depth);
    }
    List<NameAttrList> functions = ControlFlow.attribute(node, "branches").getList().getFuncList();
    if (functions.isEmpty()) {
      throw ControlFlow.refusal(node, name, "is damaged: it has no branches");
    }
    List<Value> taken = new ArrayList<>();
    for (int i = 0; i < functions.size() - 1; i++) {
      Value number = Value.of(Constant.scalar(DataType.DT_INT32, i));
      Constant index = inputs.get(0).constant();
      taken.add(
          index != null && index.isKnownScalar()
              ? Value.of(ElementwiseFolder.fold("Equal", index, number.constant()))
              : flat.add("Equal", name + "/is_" + i, DataType.DT_INT32, inputs.get(0), number));
    }
    return choose(node, name, taken, functions, arguments, depth);
  }

  /** The results of the first of {@code functions} whose predicate holds, or of the last. */
  private List<Value> choose(
      NodeDef node,
      String name,
      List<Value> taken,
      List<NameAttrList> functions,
      List<Value> arguments,
      int depth) {
    String prefix = name + "/branch_" + functions.size() + "/";
    if (taken.isEmpty()) {
      return run(node, functions.get(0), prefix, arguments, depth);
    }
    Value predicate = taken.get(0);
    List<Value> laterTaken = taken.subList(1, taken.size());
    List<NameAttrList> later = functions.subList(1, functions.size());
    if (predicate.isKnownScalar()) {
      return predicate.constant().values()[0] != 0
          ? run(node, functions.get(0), prefix, arguments, depth)
          : choose(node, name, laterTaken, later, arguments, depth);
    }
    List<DataType> types = ControlFlow.attribute(node, "Tin").getList().getTypeList();
    List<Value> open = new ArrayList<>();
    List<Value> shut = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      open.add(gate(name, predicate, true, types.get(i), arguments.get(i)));
      shut.add(gate(name, predicate, false, types.get(i), arguments.get(i)));
    }
    List<Value> yes = run(node, functions.get(0), prefix, open, depth);
    List<Value> no = choose(node, name, laterTaken, later, shut, depth);
    List<DataType> results = ControlFlow.attribute(node, "Tout").getList().getTypeList();
    List<Value> chosen = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      chosen.add(select(node, name, predicate, results.get(i), yes.get(i), no.get(i)));
    }
    return chosen;
  }

  private List<Value> run(
      NodeDef node, NameAttrList function, String prefix, List<Value> arguments, int depth) {
    FunctionBody body = flow.function(function, arguments.size());
    if (body.results().size() != ControlFlow.attribute(node, "Tout").getList().getTypeCount()) {
      throw ControlFlow.refusal(node, prefix, "is damaged: its functions do not fit");
    }
    return flow.run(body, arguments, prefix, depth + 1);
  }

  /** Whether a predicate holds, as a bool. */
  Value truth(NodeDef node, String name, Value predicate, DataType type) {
    long[] shape = flat.shape(predicate);
    if (type == DataType.DT_STRING || shape != null && shape.length > 0) {
      throw ControlFlow.refusal(node, name, "decides by a string or by more than one number");
    }
    if (type == DataType.DT_BOOL) {
      return predicate;
    }
    if (predicate.isKnownScalar()) {
      return Value.of(ElementwiseFolder.cast(predicate.constant(), DataType.DT_BOOL));
    }
    NodeDef.Builder cast =
        FlatGraph.node("Cast", name + "/predicate")
            .putAttr("SrcT", type(type))
            .putAttr("DstT", type(DataType.DT_BOOL));
    return Value.of(flat.add(cast, List.of(predicate)));
  }

  /** {@code value} where {@code predicate} is {@code side}, else zeros. */
  Value gate(String name, Value predicate, boolean side, DataType type, Value value) {
    if (!InputCut.FLOATING.contains(type) || value.tensor() == null || flat.isStored(value)) {
      return value;
    }
    Value zeros = flat.add("ZerosLike", name + "/zeros", type, value);
    Value first = side ? value : zeros;
    return flat.add("Select", name + "/gate", type, predicate, first, side ? zeros : value)
        .guardedBy(value.guards());
  }

  /** {@code yes} where {@code predicate} holds, else {@code no}. */
  Value select(NodeDef node, String name, Value predicate, DataType type, Value yes, Value no) {
    if (yes.sameAs(no)) {
      return yes;
    }
    if (yes.list() != null && no.list() != null) {
      return Value.of(select(node, name, predicate, yes.list(), no.list()));
    }
    if (type == DataType.DT_RESOURCE || type == DataType.DT_VARIANT) {
      throw ControlFlow.refusal(node, name, "chooses between resources, which is not supported");
    }
    long[] a = flat.shape(yes);
    long[] b = flat.shape(no);
    if (!compatible(a, b)) {
      throw new OstrichException(
          "The branches of node '%s' (%s) give tensors of different shapes, %s and %s: they cannot be joined."
              .formatted(name, node.getOp(), Arrays.toString(a), Arrays.toString(b)));
    }
    return flat.add("Select", name + "/select", type, predicate, yes, no);
  }

  private TensorList select(
      NodeDef node, String name, Value predicate, TensorList yes, TensorList no) {
    int length = yes.elements() == null ? -1 : yes.elements().size();
    if (length < 0 || no.elements() == null || no.elements().size() != length) {
      throw ControlFlow.refusal(node, name, "chooses between TensorLists of different lengths");
    }
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      Value a = yes.elements().get(i);
      Value b = no.elements().get(i);
      if ((a == null) != (b == null)) {
        Value zeros = flat.add("ZerosLike", name + "/zeros", yes.type(), a == null ? b : a);
        a = a == null ? zeros : a;
        b = b == null ? zeros : b;
      }
      elements.add(a == null ? null : select(node, name, predicate, yes.type(), a, b));
    }
    return new TensorList(yes.type(), yes.elementShape(), elements);
  }

  private static boolean compatible(long[] a, long[] b) {
    if (a == null || b == null) {
      return true;
    }
    boolean fits = a.length == b.length;
    for (int axis = 0; fits && axis < a.length; axis++) {
      fits = a[axis] < 0 || b[axis] < 0 || a[axis] == b[axis];
    }
    return fits;
  }
}
