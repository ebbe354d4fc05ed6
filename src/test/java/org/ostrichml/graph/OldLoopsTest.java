package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.Protos.F;
import static org.ostrichml.Protos.I;
import static org.ostrichml.Protos.constant;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;
import static org.ostrichml.graph.Fixtures.unary;
import static org.ostrichml.graph.OldLoopFixtures.enter;
import static org.ostrichml.graph.OldLoopFixtures.graphOf;
import static org.ostrichml.graph.OldLoopFixtures.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** TF1 loops that are not as they should be; what others compute is in ControlFlowTest. */
class OldLoopsTest {
  @ParameterizedTest
  @ValueSource(strings = {"Enter", "NextIteration", "LoopCond"})
  void refusesAnOutputInsideALoop(String op) {
    GraphDef graph = graphOf(List.of(node("y", op, List.of("x"), "T", F)));
    refused(graph, "'y' (" + op + ")", "inside a loop", "--output");
  }

  @Test
  void refusesAnInputInsideALoop() {
    GraphDef graph =
        graphOf(
            loop("l", "zero", "three", "x", F, "l/result"),
            List.of(
                placeholder("fed"), unary("l/result", "Sin", "fed"), unary("y", "Exp", "l/out")));
    refused(graph, "'fed'", "inside a loop", "--input");
  }

  @Test
  void dropsALoopThatNothingReads() {
    GraphDef graph =
        graphOf(
            loop("l", "zero", "unknown", "x", F, "l/result"),
            List.of(
                node("unknown", "Cast", List.of("sum"), "SrcT", F, "DstT", I),
                node("sum", "Sum", List.of("x", "zero"), "T", F, "Tidx", I),
                unary("l/result", "Sin", "l/h"),
                unary("y", "Exp", "x").toBuilder().addInput("^l/out").build()));
    assertThat(Graphs.flatten(graph, "y").graph().getNodeList())
        .extracting(NodeDef::getOp)
        .containsExactly("Placeholder", "Exp");
    refusedAt("l/out", graph, "'l/go'", "depends on the data", "--input-shape", "--output");
  }

  @Test
  void refusesALoopThatNeverEnds() {
    List<NodeDef> nodes = new ArrayList<>(OldLoopFixtures.once().getNodeList());
    nodes.replaceAll(
        node -> node.getName().equals("l/ni") ? node.toBuilder().setInput(0, "l/i").build() : node);
    refused(GraphDef.newBuilder().addAllNode(nodes).build(), "'l/go'", "too many");
  }

  @Test
  void refusesAFrameWithPartsMissing() {
    for (String missing : List.of("l/first", "l/mh", "l/sh", "l/nh", "l/go", "l/h", "l/x")) {
      List<NodeDef> nodes = new ArrayList<>(OldLoopFixtures.once().getNodeList());
      nodes.removeIf(node -> node.getName().equals(missing));
      refused(GraphDef.newBuilder().addAllNode(nodes).build(), "damaged");
      nodes.add(unary(missing, "Sin", "x"));
      if (!List.of("l/h", "l/x").contains(missing)) {
        refused(GraphDef.newBuilder().addAllNode(nodes).build(), "damaged");
      }
      nodes.set(nodes.size() - 1, unary(missing, "Sin", "l/out"));
      refused(GraphDef.newBuilder().addAllNode(nodes).build(), "ode");
    }
  }

  @Test
  void refusesLoopsInTooManyOthers() {
    List<List<NodeDef>> parts = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      String outer = i == 0 ? "" : "l" + (i - 1) + "/";
      parts.add(
          loop(
              "l" + i,
              i == 0 ? "zero" : outer + "i",
              i == 0 ? "three" : outer + "limit",
              i == 0 ? "x" : outer + "h",
              F,
              i == 1999 ? "l1999/h" : "l" + (i + 1) + "/out"));
    }
    List<NodeDef> nodes = new ArrayList<>(parts.stream().flatMap(List::stream).toList());
    nodes.add(unary("y", "Exp", "l0/out"));
    refused(graphOf(nodes), "too many");
  }

  @Test
  void unwindsALoopThatItsConditionAndItsBodyShareOnce() {
    List<NodeDef> nodes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String name = "l" + i;
      String within = i == 9 ? name + "/i" : "l" + (i + 1) + "/out";
      String start = i == 0 ? "zero" : "l" + (i - 1) + "/i";
      String limit = i == 0 ? "three" : "l" + (i - 1) + "/limit";
      List<NodeDef> loop = new ArrayList<>(loop(name, start, limit, start, I, within));
      loop.replaceAll(
          node ->
              node.getName().equals(name + "/less")
                  ? node.toBuilder().setInput(0, within).build()
                  : node);
      nodes.addAll(loop);
    }
    nodes.add(node("y", "Cast", List.of("l0/out"), "SrcT", I, "DstT", F));
    refused(graphOf(nodes), "too many");
  }

  @Test
  void refusesAnArrayThatFillsTheMemory() {
    GraphDef graph =
        graphOf(
            List.of(
                constant("size", Integer.MAX_VALUE),
                node("array", "TensorArrayV3", List.of("size"), "dtype", F),
                node("n", "TensorArraySizeV3", List.of("array", "array:1")),
                node("y", "Cast", List.of("n"), "SrcT", I, "DstT", F)));
    refused(graph, "'array' (TensorArrayV3)", "2147483647 elements");
  }

  @Test
  void refusesAConstantThatEntersAsAVariable() {
    List<NodeDef> nodes = new ArrayList<>(OldLoopFixtures.once().getNodeList());
    nodes.replaceAll(
        node -> node.getName().equals("l/x") ? enter("l/x", "x", F, "l", false) : node);
    refused(GraphDef.newBuilder().addAllNode(nodes).build(), "'l/x' (Enter)");
  }

  private static void refused(GraphDef graph, String... parts) {
    refusedAt("y", graph, parts);
  }

  private static void refusedAt(String output, GraphDef graph, String... parts) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> Graphs.flatten(graph, output))
                .isInstanceOf(OstrichException.class)
                .hasMessageContainingAll(parts));
  }
}
