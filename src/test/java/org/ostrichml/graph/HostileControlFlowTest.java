package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.Protos.B;
import static org.ostrichml.Protos.F;
import static org.ostrichml.Protos.I;
import static org.ostrichml.Protos.constant;
import static org.ostrichml.Protos.function;
import static org.ostrichml.Protos.graph;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;
import static org.ostrichml.graph.Fixtures.STEP;
import static org.ostrichml.graph.Fixtures.below;
import static org.ostrichml.graph.Fixtures.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Models made to hang or to fill the memory. */
class HostileControlFlowTest {
  private static final FunctionDef FOREVER =
      function(
          "forever", List.of(I, F), List.of(B), List.of("yes:output:0"), constant("yes", true));

  @Test
  void refusesALoopThatNeverEnds() {
    assertRefused(graphOf(loop("y", "forever", "step", "start", "x"), FOREVER, STEP), "steps");
  }

  @Test
  void refusesLoopsInLoopsThatTakeForever() {
    List<FunctionDef> functions = new ArrayList<>(List.of(below(9_999), STEP));
    for (int i = 0; i < 6; i++) {
      functions.add(
          counting(
              "level" + i,
              loop("inner", "below", i == 0 ? "step" : "level" + (i - 1), "zero:output:0", "a1")));
    }
    GraphDef graph =
        graphOf(loop("y", "below", "level5", "start", "x"), functions.toArray(FunctionDef[]::new));
    assertRefused(graph, "too many");
  }

  @Test
  void refusesALoopThatContainsItself() {
    FunctionDef body = counting("body", loop("inner", "forever", "body", "zero:output:0", "a1"));
    assertRefused(graphOf(loop("y", "forever", "body", "start", "x"), FOREVER, body), "itself");
  }

  @Test
  void refusesBranchesThatDoubleAtEachLevel() {
    List<FunctionDef> functions = new ArrayList<>(List.of(Fixtures.SAME));
    for (int i = 0; i < 40; i++) {
      String inner = i == 0 ? "same" : "level" + (i - 1);
      NodeDef y = Fixtures.choice("If", "a0", inner, inner, F, "a0");
      functions.add(function("level" + i, List.of(F), List.of(F), List.of("y:output:0"), y));
    }
    GraphDef graph =
        graph(
            functions, placeholder("x"), Fixtures.choice("If", "x", "level39", "level39", F, "x"));
    assertRefused(graph, "too many");
  }

  @Test
  void refusesAListThatFillsTheMemory() {
    GraphDef graph =
        graph(
            List.of(),
            constant("shape", 1),
            constant("size", Integer.MAX_VALUE),
            node(
                "list",
                "TensorListReserve",
                List.of("shape", "size"),
                "element_dtype",
                F,
                "shape_type",
                I),
            node("y", "TensorListLength", List.of("list")));
    assertRefused(graph, "2147483647 elements");
  }

  @Test
  void refusesListsThatFillTheMemoryTogether() {
    List<NodeDef> nodes =
        new ArrayList<>(
            List.of(constant("shape", 1), constant("size", 100_000), placeholder("x", 1)));
    List<String> lengths = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      nodes.add(
          node(
              "list" + i,
              "TensorListReserve",
              List.of("shape", "size"),
              "element_dtype",
              F,
              "shape_type",
              I));
      nodes.add(node("n" + i, "TensorListLength", List.of("list" + i)));
      lengths.add("n" + i);
    }
    nodes.add(node("y", "Pack", lengths, "T", I, "N", lengths.size()));
    assertRefused(graph(List.of(), nodes.toArray(NodeDef[]::new)), "200000000 elements");
  }

  @Test
  void refusesNodesThatReadEachOther() {
    GraphDef graph =
        graph(
            List.of(),
            node("y", "Sin", List.of("z"), "T", F),
            node("z", "Sin", List.of("y"), "T", F));
    assertRefused(graph, "depends on itself");
  }

  @Test
  void refusesAFunctionThatIsMissing() {
    assertRefused(graphOf(loop("y", "nowhere", "step", "start", "x"), STEP), "missing");
  }

  private static FunctionDef counting(String name, NodeDef inner) {
    return function(
        name,
        List.of(I, F),
        List.of(I, F),
        List.of("next:z:0", "inner:output:1"),
        constant("zero", 0),
        constant("one", 1),
        node("next", "AddV2", List.of("a0", "one:output:0"), "T", I),
        inner);
  }

  private static GraphDef graphOf(NodeDef loop, FunctionDef... functions) {
    return graph(List.of(functions), placeholder("x", 2, 3), constant("start", 0), loop);
  }

  private static void assertRefused(GraphDef graph, String why) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> Graphs.flatten(graph, "y"))
                .isInstanceOf(OstrichException.class)
                .hasMessageContaining(why));
  }
}
