package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Protos.B;
import static org.ostrichml.Protos.F;
import static org.ostrichml.Protos.I;
import static org.ostrichml.Protos.constant;
import static org.ostrichml.Protos.function;
import static org.ostrichml.Protos.graph;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;
import static org.ostrichml.Protos.vector;
import static org.ostrichml.graph.Fixtures.SINE;
import static org.ostrichml.graph.Fixtures.STEP;
import static org.ostrichml.graph.Fixtures.branch;
import static org.ostrichml.graph.Fixtures.cases;
import static org.ostrichml.graph.Fixtures.choice;
import static org.ostrichml.graph.Fixtures.ifInWhile;
import static org.ostrichml.graph.Fixtures.loop;
import static org.ostrichml.graph.Fixtures.nested;
import static org.ostrichml.graph.Fixtures.oldBranch;
import static org.ostrichml.graph.Fixtures.positive;
import static org.ostrichml.graph.Fixtures.unary;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

class ControlFlowTest {
  private static final FunctionDef INVERSE =
      function("inverse", List.of(F), List.of(F), List.of("y:y:0"), unary("y", "Reciprocal", "a0"));

  static Stream<Arguments> graphs() {
    return Stream.of(
        Arguments.of("If", branch("If", positive(), B)),
        Arguments.of("number as predicate", branch("StatelessIf", unary("p", "Floor", "sum"), F)),
        Arguments.of("Case", cases()),
        Arguments.of("While", loop(5)),
        Arguments.of("While of no step", loop(0)),
        Arguments.of("nested While", nested()),
        Arguments.of("If on the step", ifInWhile()),
        Arguments.of("TF1 branch", oldBranch(positive())),
        Arguments.of("TF1 branch never taken", oldBranch(constant("p", false))),
        Arguments.of(
            "TF1 constant that waits for a branch",
            OldLoopFixtures.waiting(node("p", "Greater", List.of("sum", "zeros"), "T", F))),
        Arguments.of(
            "TF1 constant that waits for a known branch",
            OldLoopFixtures.waiting(constant("p", true))),
        Arguments.of("TF1 loop", OldLoopFixtures.once()),
        Arguments.of("nested TF1 loop", OldLoopFixtures.nested()),
        Arguments.of("TF1 branch in a loop", OldLoopFixtures.branchInLoop()),
        Arguments.of("TF1 loop in a branch", OldLoopFixtures.loopInBranch()),
        Arguments.of("tensor arrays in a loop", OldLoopFixtures.arrays()),
        Arguments.of("tensor array in parts", OldLoopFixtures.parts()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("graphs")
  void computesTheSameWithoutControlFlow(String name, GraphDef graph) {
    FunctionInliner.Inlined flat = Graphs.flatten(graph, "y");
    assertThat(ControlFlow.isIn(flat.graph())).isFalse();
    for (int seed = 0; seed < 6; seed++) {
      float[][] rows = Graphs.rows(seed, 2, 3);
      float[] expected = Graphs.run(graph, new TensorName("y", 0), rows);
      assertThat(Graphs.run(flat.graph(), flat.tensors().get(0), rows))
          .containsExactly(expected, within(1e-5f));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("graphs")
  void hasTheGradientOfFiniteDifferences(String name, GraphDef graph) {
    FunctionInliner.Inlined flat = Graphs.flatten(graph, "y");
    float[][] rows = Graphs.rows(3, 2, 3);
    float[] gradient = Graphs.gradient(flat, rows);
    float step = 1e-2f;
    for (int i = 0; i < 6; i++) {
      float kept = rows[i / 3][i % 3];
      rows[i / 3][i % 3] = kept + step;
      double above = sum(Graphs.run(graph, new TensorName("y", 0), rows));
      rows[i / 3][i % 3] = kept - step;
      double below = sum(Graphs.run(graph, new TensorName("y", 0), rows));
      rows[i / 3][i % 3] = kept;
      assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * step), within(2e-2));
    }
  }

  @Test
  void takesTheBranchOfAKnownPredicateAlone() {
    GraphDef flat = Graphs.flatten(branch("If", constant("p", true), B), "y").graph();
    assertThat(ops(flat)).containsEntry("Sin", 1L).doesNotContainKeys("Square", "Select");
  }

  @Test
  void writesOneOpForEachStep() {
    assertThat(ops(Graphs.flatten(loop(5), "y").graph())).containsEntry("Sin", 5L);
  }

  @Test
  void keepsTheInfinitiesOfTheOtherBranchOutOfTheGradient() {
    GraphDef graph =
        graph(
            List.of(SINE, INVERSE),
            placeholder("x", 2, 3),
            node("none", "Sub", List.of("x", "x"), "T", F),
            vector("axes", 0, 1),
            node("sum", "Sum", List.of("none", "axes"), "T", F, "Tidx", I),
            constant("zero", 0f),
            node("p", "GreaterEqual", List.of("sum", "zero"), "T", F),
            choice("If", "p", "sine", "inverse", B, "none"));
    assertThat(Graphs.gradient(Graphs.flatten(graph, "y"), Graphs.rows(1, 2, 3))).containsOnly(0f);
  }

  @Test
  void findsTheStepsInTheInputsShape() {
    FunctionDef length =
        function(
            "length",
            List.of(I, F),
            List.of(B),
            List.of("less:z:0"),
            node("shape", "Shape", List.of("a1"), "T", F, "out_type", I),
            vector("first", 1),
            vector("end", 2),
            vector("stride", 1),
            node(
                "length",
                "StridedSlice",
                List.of("shape:output:0", "first:output:0", "end:output:0", "stride:output:0"),
                "T",
                I,
                "Index",
                I,
                "shrink_axis_mask",
                1),
            node("less", "Less", List.of("a0", "length:output:0"), "T", I));
    FunctionDef count =
        function(
            "count",
            List.of(I, F),
            List.of(I, F),
            List.of("next:z:0", "a1"),
            constant("one", 1),
            node("next", "AddV2", List.of("a0", "one:output:0"), "T", I));
    GraphDef graph =
        graph(
            List.of(length, count),
            placeholder("x", -1, 7),
            constant("start", 0),
            loop("loop", "length", "count", "start", "x"),
            node("y", "Cast", List.of("loop"), "SrcT", I, "DstT", F));
    FunctionInliner.Inlined flat = Graphs.flatten(graph, "y");
    assertThat(Graphs.run(flat.graph(), flat.tensors().get(0), Graphs.rows(0, 2, 7)))
        .containsExactly(7f);
  }

  @Test
  void refusesALoopWhoseStepsDependOnTheData() {
    FunctionDef negative =
        function(
            "negative",
            List.of(I, F),
            List.of(B),
            List.of("less:z:0"),
            vector("axes", 0, 1),
            node("sum", "Sum", List.of("a1", "axes:output:0"), "T", F, "Tidx", I),
            constant("zero", 0f),
            node("less", "Less", List.of("sum:output:0", "zero:output:0"), "T", F));
    GraphDef graph =
        graph(
            List.of(negative, STEP),
            placeholder("x", 2, 3),
            constant("start", 0),
            loop("loop", "negative", "step", "start", "x"),
            node("y", "Sin", List.of("loop:1"), "T", F));
    assertThatThrownBy(() -> Graphs.flatten(graph, "y"))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("'loop'")
        .hasMessageContaining("depends on the data");
  }

  @Test
  void refusesBranchesOfDifferentShapes() {
    FunctionDef scalar =
        function("scalar", List.of(F), List.of(F), List.of("y:output:0"), constant("y", 1f));
    FunctionDef row =
        function("row", List.of(F), List.of(F), List.of("y:output:0"), vector("y", 1, 2));
    GraphDef graph =
        graph(
            List.of(scalar, row),
            placeholder("x", 2, 3),
            node("p", "Placeholder", List.of(), "dtype", B),
            choice("If", "p", "scalar", "row", B, "x"));
    assertThatThrownBy(() -> Graphs.flatten(graph, "y"))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("different shapes");
  }

  @Test
  void fixesAnInputWithADefault() {
    GraphDef graph =
        graph(
            List.of(),
            placeholder("x", 2, 3),
            constant("off", false),
            node("p", "PlaceholderWithDefault", List.of("off"), "dtype", B),
            node("s", "Switch", List.of("x", "p"), "T", F),
            node("yes", "Sin", List.of("s:1"), "T", F),
            node("no", "Square", List.of("s"), "T", F),
            node("y", "Merge", List.of("yes", "no"), "T", F, "N", 2));
    assertThat(ops(Graphs.flatten(DefaultInputs.fix(graph), "y").graph()))
        .containsEntry("Square", 1L)
        .doesNotContainKeys("Sin", "Switch", "Merge", "PlaceholderWithDefault");
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  private static Map<String, Long> ops(GraphDef graph) {
    return graph.getNodeList().stream()
        .collect(Collectors.groupingBy(NodeDef::getOp, Collectors.counting()));
  }
}
