package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.Protos.graph;
import static org.ostrichml.Protos.node;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ostrichml.OstrichException;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;

class VariableFreezerTest {
  private static final NodeDef HANDLE = node("v", "VarHandleOp");
  private static final TensorProto SEVEN =
      TensorProto.newBuilder()
          .setDtype(DataType.DT_FLOAT)
          .setTensorShape(org.tensorflow.proto.TensorShapeProto.getDefaultInstance())
          .addFloatVal(7)
          .build();

  @Test
  void readsThroughIdentitiesShareOneConstant() {
    GraphDef frozen =
        VariableFreezer.freeze(
            graph(
                List.of(),
                HANDLE,
                resource("i", "v"),
                resource("j", "i"),
                read("r", "j"),
                read("s", "v:0"),
                node("y", "Mul", "r", "s")),
            Map.of("v", SEVEN));
    assertThat(run(frozen)).isEqualTo(49);
    assertThat(frozen.getNodeList()).filteredOn(n -> n.getOp().equals("Const")).hasSize(1);
    assertThat(frozen.getNodeList()).noneMatch(n -> n.getOp().equals("ReadVariableOp"));
  }

  @Test
  void referenceVariableIsItsValue() {
    GraphDef frozen =
        VariableFreezer.freeze(
            graph(List.of(), node("v", "VariableV2"), node("y", "Square", "v")),
            Map.of("v", SEVEN));
    assertThat(run(frozen)).isEqualTo(49);
  }

  @Test
  void variablesAreListedInOrder() {
    GraphDef graph =
        graph(List.of(), node("b", "Variable"), node("n", "Neg"), HANDLE, node("a", "VariableV2"));
    assertThat(VariableFreezer.variables(graph))
        .extracting(NodeDef::getName)
        .containsExactly("b", "v", "a");
    assertThat(VariableFreezer.variables(graph).stream().filter(VariableFreezer::isResource))
        .containsExactly(HANDLE);
  }

  @Test
  void whatCannotBeFrozenIsNamed() {
    refused(graph(List.of(), HANDLE, read("r", "v")), "'v' has no value");
    refused(graph(List.of(), node("v", "VariableV2")), "'v' has no value");
    refused(graph(List.of(), read("r", "x"), node("x", "Placeholder")), "'r'", "(Placeholder)");
    refused(graph(List.of(), read("r", "gone")), "'r'", "(missing)");
    refused(graph(List.of(), node("r", "ReadVariableOp")), "'r' reads a variable");
    refused(graph(List.of(), resource("i", "j"), resource("j", "i"), read("r", "i")), "'r' reads");
    refused(
        graph(List.of(), HANDLE, node("g", "ResourceScatterAdd", "v")),
        "Op 'ResourceScatterAdd' (node 'g') uses the variable 'v'");
  }

  private static void refused(GraphDef graph, String... parts) {
    assertThatThrownBy(() -> VariableFreezer.freeze(graph, Map.of()))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(parts);
  }

  private static NodeDef resource(String name, String input) {
    return node(name, "Identity", input).toBuilder()
        .putAttr("T", AttrValue.newBuilder().setType(DataType.DT_RESOURCE).build())
        .build();
  }

  private static NodeDef read(String name, String input) {
    return node(name, "ReadVariableOp", input);
  }

  private static float run(GraphDef frozen) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(Pruner.prune(frozen, List.of(new TensorName("y", 0))));
      try (Session session = new Session(graph);
          Result result = session.runner().fetch("y").run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }
}
