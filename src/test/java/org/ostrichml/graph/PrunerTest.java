package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.Protos.function;
import static org.ostrichml.Protos.graph;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

class PrunerTest {
  private static final NodeDef X = placeholder("x");

  @Test
  void onlyWhatTheOutputsNeedStays() {
    GraphDef pruned =
        prune(
            graph(
                List.of(),
                X,
                node("a", "Neg", "x"),
                node("other", "Neg", "a"),
                node("y", "Add", "a:0", "x"),
                node("z", "Neg", "y")));
    assertThat(names(pruned)).containsExactly("x", "a", "y");
    assertThat(pruned.getNode(2).getInputList()).containsExactly("a:0", "x");
  }

  @Test
  void controlDependenciesGoWithWhatTheyWaitFor() {
    GraphDef pruned =
        prune(graph(List.of(), X, node("check", "Neg", "x"), node("y", "Neg", "x", "^check")));
    assertThat(names(pruned)).containsExactly("x", "y");
    assertThat(pruned.getNode(1).getInputList()).containsExactly("x");
  }

  @Test
  void branchesOfTf1ControlFlowKeepTheirControlDependencies() {
    GraphDef pruned =
        prune(
            graph(
                List.of(),
                X,
                node("branch", "Switch", "x", "x"),
                node("pivot", "Identity", "branch:1"),
                node("y", "Const", "^pivot")));
    assertThat(names(pruned)).containsExactly("x", "branch", "pivot", "y");
    assertThat(pruned.getNode(3).getInputList()).containsExactly("^pivot");
  }

  @Test
  void tiesToTheMachineOfOriginAreCut() {
    AttrValue any = AttrValue.newBuilder().setB(true).build();
    NodeDef y =
        node("y", "Neg", "x").toBuilder()
            .setDevice("/device:GPU:7")
            .putAttr("_class", any)
            .putAttr("_output_shapes", any)
            .putAttr("kept", any)
            .build();
    NodeDef pruned = prune(graph(List.of(), X, y)).getNode(1);
    assertThat(pruned.getDevice()).isEmpty();
    assertThat(pruned.getAttrMap()).containsOnlyKeys("T", "kept");
  }

  @Test
  void functionsThatAreReachedStayInTheLibrary() {
    FunctionDef leaf = function("leaf a", "r=a", node("n", "Neg", "a"));
    FunctionDef inList = function("inList a", "r=a", node("n", "Neg", "a"));
    FunctionDef body = function("body a", "r=n:r:0", node("n", "leaf", "a"));
    FunctionDef unused = function("unused a", "r=n:r:0", node("n", "body", "a"));
    AttrValue.Builder branches = AttrValue.newBuilder();
    branches.getListBuilder().addFuncBuilder().setName("inList");
    AttrValue.Builder callee = AttrValue.newBuilder();
    callee.getFuncBuilder().setName("body");
    NodeDef y =
        node("y", "StatelessWhile", "x").toBuilder()
            .putAttr("body", callee.build())
            .putAttr("branches", branches.build())
            .build();
    assertThat(
            prune(graph(List.of(leaf, inList, body, unused), X, y))
                .getLibrary()
                .getFunctionList()
                .stream()
                .map(f -> f.getSignature().getName()))
        .containsExactly("leaf", "inList", "body");
  }

  @Test
  void missingNodeIsNamed() {
    assertThatThrownBy(() -> prune(graph(List.of(), node("y", "Neg", "nobody"))))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("no node called 'nobody'");
  }

  private static GraphDef prune(GraphDef graph) {
    return Pruner.prune(graph, List.of(new TensorName("y", 0)));
  }

  private static List<String> names(GraphDef graph) {
    return graph.getNodeList().stream().map(NodeDef::getName).toList();
  }
}
