package org.ostrichml.graph;

import static org.ostrichml.Protos.B;
import static org.ostrichml.Protos.F;
import static org.ostrichml.Protos.I;
import static org.ostrichml.Protos.call;
import static org.ostrichml.Protos.constant;
import static org.ostrichml.Protos.function;
import static org.ostrichml.Protos.graph;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;
import static org.ostrichml.Protos.vector;

import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Small graphs with control flow, from {@code x}, [2, 3], to {@code y}. */
final class Fixtures {
  static final FunctionDef SINE =
      function("sine", List.of(F), List.of(F), List.of("y:y:0"), unary("y", "Sin", "a0"));
  static final FunctionDef SQUARE =
      function("square", List.of(F), List.of(F), List.of("y:y:0"), unary("y", "Square", "a0"));
  static final FunctionDef SAME = function("same", List.of(F), List.of(F), List.of("a0"));

  /** Counts on: from (i, h) to (i + 1, sin(h)). */
  static final FunctionDef STEP =
      function(
          "step",
          List.of(I, F),
          List.of(I, F),
          List.of("next:z:0", "sine:y:0"),
          constant("one", 1),
          node("next", "AddV2", List.of("a0", "one:output:0"), "T", I),
          unary("sine", "Sin", "a1"));

  private static final NodeDef X = placeholder("x", 2, 3);
  private static final NodeDef AXES = vector("axes", 0, 1);
  private static final NodeDef SUM = node("sum", "Sum", List.of("x", "axes"), "T", F, "Tidx", I);
  private static final NodeDef ZERO = constant("zero", 0f);

  private Fixtures() {}

  static NodeDef unary(String name, String op, String input) {
    return node(name, op, List.of(input), "T", F);
  }

  /** Whether the sum of {@code x} is positive, as {@code p}. */
  static NodeDef positive() {
    return node("p", "Greater", List.of("sum", "zero"), "T", F);
  }

  /** sin(x) where {@code p} holds, else the square. */
  static GraphDef branch(String op, NodeDef p, DataType type) {
    NodeDef y = choice(op, "p", "sine", "square", type, "x");
    return graph(List.of(SINE, SQUARE), X, AXES, SUM, ZERO, p, y);
  }

  static NodeDef choice(
      String op, String p, String then, String otherwise, DataType type, String input) {
    return node(
        "y",
        op,
        List.of(p, input),
        "Tcond",
        type,
        "Tin",
        List.of(F),
        "Tout",
        List.of(F),
        "then_branch",
        call(then),
        "else_branch",
        call(otherwise));
  }

  static GraphDef cases() {
    return graph(
        List.of(SINE, SQUARE, SAME),
        X,
        AXES,
        SUM,
        node("index", "Cast", List.of("sum"), "SrcT", F, "DstT", I),
        node(
            "y",
            "Case",
            List.of("index", "x"),
            "Tin",
            List.of(F),
            "Tout",
            List.of(F),
            "branches",
            List.of(call("sine"), call("square"), call("same"))));
  }

  /** Goes on while i is less than {@code steps}. */
  static FunctionDef below(int steps) {
    return function(
        "below",
        List.of(I, F),
        List.of(B),
        List.of("less:z:0"),
        constant("steps", steps),
        node("less", "Less", List.of("a0", "steps:output:0"), "T", I));
  }

  static NodeDef loop(String name, String condition, String body, String i, String h) {
    return node(
        name,
        "StatelessWhile",
        List.of(i, h),
        "T",
        List.of(I, F),
        "cond",
        call(condition),
        "body",
        call(body));
  }

  private static GraphDef whileGraph(FunctionDef... functions) {
    return graph(
        List.of(functions),
        X,
        constant("start", 0),
        loop("loop", "below", functions[0].getSignature().getName(), "start", "x"),
        unary("y", "Exp", "loop:1"));
  }

  /** exp(sin(sin(...x))). */
  static GraphDef loop(int steps) {
    return whileGraph(STEP, below(steps));
  }

  /** Step i takes 3 - i sines. */
  static GraphDef nested() {
    FunctionDef outer =
        function(
            "outer",
            List.of(I, F),
            List.of(I, F),
            List.of("next:z:0", "inner:output:1"),
            constant("one", 1),
            node("next", "AddV2", List.of("a0", "one:output:0"), "T", I),
            loop("inner", "below", "step", "a0", "a1"));
    return whileGraph(outer, STEP, below(3));
  }

  /** Even steps take the sine, odd ones the square. */
  static GraphDef ifInWhile() {
    FunctionDef body =
        function(
            "body",
            List.of(I, F),
            List.of(I, F),
            List.of("next:z:0", "y:output:0"),
            constant("one", 1),
            constant("two", 2),
            node("next", "AddV2", List.of("a0", "one:output:0"), "T", I),
            node("odd", "FloorMod", List.of("a0", "two:output:0"), "T", I),
            choice("If", "odd:z:0", "square", "sine", I, "a1"));
    return whileGraph(body, SINE, SQUARE, below(4));
  }

  /** sin(x) where {@code p} holds, else the square, as TF1 writes it. */
  static GraphDef oldBranch(NodeDef p) {
    return graph(
        List.of(),
        X,
        AXES,
        SUM,
        ZERO,
        p,
        node("s", "Switch", List.of("x", "p"), "T", F),
        unary("yes", "Sin", "s:1"),
        unary("no", "Square", "s"),
        node("y", "Merge", List.of("no", "yes"), "T", F, "N", 2));
  }
}
