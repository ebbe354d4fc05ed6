package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.Protos.call;
import static org.ostrichml.Protos.function;
import static org.ostrichml.Protos.generic;
import static org.ostrichml.Protos.graph;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;
import static org.ostrichml.graph.Graphs.CATALOG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** The flat graph must compute what the graph with calls computes, run by TensorFlow itself. */
class FunctionInlinerTest {
  @Test
  void nestedCallsComputeTheSame() {
    FunctionDef square = function("square a", "r=s:y:0", node("s", "Square", "a"));
    FunctionDef outer =
        function(
            "outer a b",
            "r=d:z:0",
            call("first", "square", 1, "a"),
            call("second", "square", 1, "b"),
            node("d", "Sub", "first:output:0", "second:output:0"));
    GraphDef flat =
        checkSame(
            graph(
                List.of(square, outer),
                placeholder("x"),
                node("n", "Neg", "x"),
                node("e", "Exp", "x"),
                call("call", "outer", 1, "e", "n"),
                node("y", "Neg", "call")),
            "y:0",
            "call:0");
    assertThat(names(flat))
        .containsExactlyInAnyOrder("x", "n", "e", "y", "call/first/s", "call/second/s", "call/d");
  }

  @Test
  void callsByTheNameOfTheFunctionComputeTheSame() {
    FunctionDef two =
        function("two a", "p=n:y:0 q=e:y:0", node("n", "Neg", "a"), node("e", "Exp", "a"));
    FunctionDef outer =
        function("outer a", "r=s:z:0", direct("t", "two", "a"), node("s", "Sub", "t:q:0", "t:p:0"));
    checkSame(
        graph(
            List.of(two, outer),
            placeholder("x"),
            direct("t", "two", "x"),
            direct("o", "outer", "t:1"),
            node("y", "Sub", "o", "t")),
        "y:0",
        "t:0",
        "t:1");
  }

  @Test
  void argumentsPassStraightThrough() {
    FunctionDef swap = function("swap a b", "p=b q=a", node("unused", "Neg", "a"));
    FunctionDef twice =
        function(
            "twice a b",
            "p=t:output:0 q=t:output:1",
            call("s", "swap", 2, "a", "b"),
            call("t", "swap", 2, "s:output:0", "s:output:1"));
    checkSame(
        graph(
            List.of(swap, twice),
            placeholder("x"),
            node("n", "Neg", "x"),
            node("e", "Exp", "x"),
            call("c", "twice", 2, "n", "e"),
            call("d", "swap", 2, "c", "c:1"),
            node("y", "Sub", "d", "d:1")),
        "y:0",
        "c:0",
        "c:1",
        "d:0");
  }

  @Test
  void outputsOfOneOpAreToldApart() {
    FunctionDef halves =
        function(
            "halves a",
            "upper=u:output:1 lower=u:output:0",
            node("u", "Unpack", "a").toBuilder()
                .putAttr("num", AttrValue.newBuilder().setI(2).build())
                .build());
    checkSame(
        graph(
            List.of(halves),
            placeholder("x"),
            call("c", "halves", 2, "x"),
            node("y", "Sub", "c", "c:1")),
        "y:0");
  }

  @Test
  void attributesOfTheCallReachNestedCalls() {
    FunctionDef inner = function("inner a", "r=n:y:0", generic(node("n", "Neg", "a"), "U"));
    FunctionDef outer =
        function(
            "outer a",
            "r=i:r:0",
            node("i", "inner", "a").toBuilder()
                .removeAttr("T")
                .putAttr("U", AttrValue.newBuilder().setPlaceholder("T").build())
                .build());
    GraphDef flat =
        FunctionInliner.inline(
                graph(List.of(inner, outer), placeholder("x"), node("y", "outer", "x")),
                CATALOG,
                List.of())
            .graph();
    assertThat(run(flat, "y/i/n:0")).containsExactly(-0.5f, -2);
  }

  @Test
  void attributesOfTheFunctionACallNamesReachItsBody() {
    FunctionDef inner = function("inner a", "r=n:y:0", generic(node("n", "Neg", "a"), "T"));
    NodeDef call = call("y", "inner", 1, "x");
    AttrValue.Builder callee = call.getAttrOrThrow("f").toBuilder();
    callee.getFuncBuilder().putAttr("T", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build());
    GraphDef flat =
        FunctionInliner.inline(
                graph(
                    List.of(inner),
                    placeholder("x"),
                    call.toBuilder().putAttr("f", callee.build()).build()),
                CATALOG,
                List.of())
            .graph();
    assertThat(run(flat, "y/n:0")).containsExactly(-0.5f, -2);
  }

  @Test
  void namesThatAreTakenGetANumber() {
    FunctionDef f = function("f a", "r=n:y:0", node("n", "Neg", "a"));
    GraphDef flat =
        checkSame(
            graph(
                List.of(f),
                placeholder("x"),
                node("c/n", "Exp", "x"),
                call("c", "f", 1, "x"),
                node("c/n_1", "Sub", "c/n", "c")),
            "c/n_1:0",
            "c/n:0",
            "c:0");
    assertThat(names(flat)).doesNotHaveDuplicates().hasSize(4);
  }

  @Test
  void controlDependenciesOnCallsAndArgumentsAreDropped() {
    FunctionDef f =
        function("f a", "r=m:y:0", node("n", "Neg", "a"), node("m", "Neg", "n:y:0", "^n", "^a"));
    GraphDef flat =
        checkSame(
            graph(
                List.of(f),
                placeholder("x"),
                call("c", "f", 1, "x"),
                node("y", "Neg", "x", "^c", "^x")),
            "y:0");
    assertThat(inputs(flat, "y")).containsExactly("x", "^x");
    assertThat(inputs(flat, "c/m")).containsExactly("c/n", "^c/n");
  }

  @Test
  void recursionIsRefused() {
    FunctionDef f = function("f a", "r=c:output:0", call("c", "g", 1, "a"));
    FunctionDef g = function("g a", "r=c:output:0", call("c", "f", 1, "a"));
    refused(graph(List.of(f, g), placeholder("x"), call("y", "f", 1, "x")), "calls itself", "'f'");
  }

  @Test
  void callThatFeedsItselfIsRefused() {
    FunctionDef f = function("f a", "r=a", node("n", "Neg", "a"));
    refused(
        graph(List.of(f), call("c", "f", 1, "c"), node("y", "Neg", "c")),
        "inputs of call 'c' depend on its own outputs");
  }

  @Test
  void callsThatFeedEachOtherAreRefused() {
    FunctionDef f = function("f a", "r=a", node("n", "Neg", "a"));
    refused(
        graph(List.of(f), call("c", "f", 1, "d"), call("d", "f", 1, "c"), node("y", "Neg", "c")),
        "depend on its own outputs");
  }

  @Test
  void functionsThatDoubleAtEveryLevelAreRefusedAtOnce() {
    List<FunctionDef> functions = new ArrayList<>();
    functions.add(function("f0 a", "r=n:y:0", node("n", "Neg", "a")));
    for (int k = 1; k <= 40; k++) {
      String below = "f" + (k - 1);
      functions.add(
          function(
              "f" + k + " a",
              "r=d:output:0",
              call("c", below, 1, "a"),
              call("d", below, 1, "c:output:0")));
    }
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            refused(
                graph(functions, placeholder("x"), call("y", "f40", 1, "x")),
                "over 500000 nodes once its functions are inlined"));
  }

  /** Each function is known already when a deeper one calls it. */
  @Test
  void nestingIsCountedThroughFunctionsThatAreKnown() {
    List<FunctionDef> functions = new ArrayList<>();
    List<NodeDef> nodes = new ArrayList<>(List.of(placeholder("x")));
    functions.add(function("f0 a", "r=n:y:0", node("n", "Neg", "a")));
    for (int k = 1; k <= 20_000; k++) {
      functions.add(function("f" + k + " a", "r=c:output:0", call("c", "f" + (k - 1), 1, "a")));
      if (k % 400 == 0) {
        nodes.add(call(k == 20_000 ? "y" : "y" + k, "f" + k, 1, "x"));
      }
    }
    refused(graph(functions, nodes.toArray(NodeDef[]::new)), "nested over 500 deep");
  }

  @Test
  void deepNestingThatDoesNotRepeatIsInlined() {
    List<FunctionDef> functions = new ArrayList<>();
    functions.add(function("f0 a", "r=n:y:0", node("n", "Neg", "a")));
    for (int k = 1; k <= 300; k++) {
      functions.add(function("f" + k + " a", "r=c:output:0", call("c", "f" + (k - 1), 1, "a")));
    }
    FunctionInliner.Inlined flat =
        FunctionInliner.inline(
            graph(functions, placeholder("x"), call("y", "f300", 1, "x")),
            CATALOG,
            List.of(new TensorName("y", 0)));
    assertThat(run(flat.graph(), flat.tensors().get(0).toString())).containsExactly(-0.5f, -2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "::",
        "nobody",
        "nobody:y:0",
        "n",
        "n:z:0",
        "n:y:-1",
        "n:y:x",
        "n:y:0:0",
        "c:output:7",
        "a:0:0"
      })
  void referenceToNothingIsDamage(String reference) {
    FunctionDef f =
        function(
            "f a",
            "r=m:y:0",
            node("n", "Neg", "a"),
            call("c", "g", 1, "a"),
            node("m", "Neg", reference));
    FunctionDef g = function("g a", "r=a", node("n", "Neg", "a"));
    refused(graph(List.of(f, g), placeholder("x"), call("y", "f", 1, "x")), "damaged");
  }

  @Test
  void missingPartsAreNamed() {
    FunctionDef f = function("f a", "r=n:y:0", node("n", "Neg", "a"));
    refused(graph(List.of(), placeholder("x"), call("y", "f", 1, "x")), "'f', which is missing");
    refused(graph(List.of(f), placeholder("x"), call("y", "f", 1)), "damaged", "'argument 0 of y'");
    refused(graph(List.of(f), placeholder("x"), call("y", "f", 1, "^x")), "'argument 0 of y'");
    refused(
        graph(List.of(f.toBuilder().clearRet().build()), placeholder("x"), call("y", "f", 1, "x")),
        "damaged");
    assertThatThrownBy(
            () ->
                FunctionInliner.inline(
                    graph(List.of(), placeholder("x")),
                    CATALOG,
                    List.of(new TensorName("nobody", 0))))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("no node called 'nobody'");
  }

  private static NodeDef direct(String name, String function, String... inputs) {
    return node(name, function, inputs).toBuilder().removeAttr("T").build();
  }

  private static void refused(GraphDef graph, String... parts) {
    assertThatThrownBy(() -> FunctionInliner.inline(graph, CATALOG, List.of(TensorName.parse("y"))))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(parts);
  }

  /** Inlines, runs both graphs on x = [0.5, 2] and gives the flat one. */
  private static GraphDef checkSame(GraphDef graph, String... tensors) {
    FunctionInliner.Inlined flat =
        FunctionInliner.inline(graph, CATALOG, Stream.of(tensors).map(TensorName::parse).toList());
    assertThat(flat.graph().getNodeList())
        .noneMatch(node -> node.getOp().equals("StatefulPartitionedCall"));
    for (int i = 0; i < tensors.length; i++) {
      assertThat(run(flat.graph(), flat.tensors().get(i).toString()))
          .as(tensors[i])
          .containsExactly(run(graph, tensors[i]));
    }
    return flat.graph();
  }

  private static float[] run(GraphDef definition, String tensor) {
    return Graphs.run(definition, TensorName.parse(tensor), NdArrays.vectorOf(0.5f, 2));
  }

  private static List<String> names(GraphDef graph) {
    return graph.getNodeList().stream().map(NodeDef::getName).toList();
  }

  private static List<String> inputs(GraphDef graph, String name) {
    return graph.getNodeList().stream()
        .filter(node -> node.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getInputList();
  }
}
