package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Protos.F;
import static org.ostrichml.Protos.I;
import static org.ostrichml.Protos.constant;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;
import static org.ostrichml.Protos.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostrichml.OstrichException;
import org.ostrichml.Protos;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

class TensorListsTest {
  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of("stack what a tensor was", List.of(stack("list"))),
        Arguments.of(
            "element that was not set",
            List.of(list("TensorListReserve", "empty", "shape", "three"), stack("empty"))),
        Arguments.of(
            "set and get",
            List.of(
                list("TensorListReserve", "empty", "shape", "three"),
                list("TensorListSetItem", "set", "empty", "one", "second"),
                list("TensorListGetItem", "second", "list", "one", "shape"),
                stack("set"))),
        Arguments.of(
            "push and pop",
            List.of(
                list("EmptyTensorList", "empty", "shape", "three"),
                list("TensorListGetItem", "second", "list", "one", "shape"),
                list("TensorListPushBack", "once", "empty", "second"),
                list("TensorListPushBack", "twice", "once", "second"),
                list("TensorListPopBack", "popped", "twice", "shape"),
                stack("popped"))),
        Arguments.of("gather", List.of(list("TensorListGather", "y", "list", "indices", "shape"))),
        Arguments.of(
            "scatter",
            List.of(
                list("TensorListScatterV2", "scattered", "x", "indices", "shape", "three"),
                stack("scattered"))),
        Arguments.of(
            "resize",
            List.of(list("TensorListResize", "longer", "list", "three"), stack("longer"))),
        Arguments.of(
            "concat",
            List.of(
                node("lengths", "Cast", List.of("none"), "SrcT", I, "DstT", DataType.DT_INT64),
                list("TensorListConcatV2", "y", "list", "shape", "lengths"))));
  }

  static Stream<Arguments> graphs() {
    return lists().map(list -> Arguments.of(list.get()[0], graph(nodes(list.get()[1]))));
  }

  @SuppressWarnings("unchecked")
  private static List<NodeDef> nodes(Object list) {
    return (List<NodeDef>) list;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lists")
  void computesTheSameWithoutLists(String name, List<NodeDef> nodes) {
    GraphDef graph = graph(nodes);
    FunctionInliner.Inlined flat = Graphs.flatten(graph, "y");
    assertThat(flat.graph().getNodeList()).noneMatch(node -> TensorLists.handles(node.getOp()));
    float[][] rows = Graphs.rows(1, 2, 3);
    assertThat(Graphs.run(flat.graph(), flat.tensors().get(0), rows))
        .containsExactly(Graphs.run(graph, new TensorName("y", 0), rows), within(1e-5f));
  }

  @Test
  void refusesAnElementThatIsNotThere() {
    GraphDef graph = graph(List.of(list("TensorListGetItem", "y", "list", "three", "shape")));
    assertThatThrownBy(() -> Graphs.flatten(graph, "y"))
        .isInstanceOf(OstrichException.class)
        .hasMessage("Node 'y' (TensorListGetItem) reads element 3 of 2.");
  }

  @Test
  void refusesAListOfUnknownLength() {
    List<NodeDef> nodes = new ArrayList<>(graph(List.of(stack("list"))).getNodeList());
    nodes.set(0, placeholder("x", -1, 3));
    GraphDef graph = GraphDef.newBuilder().addAllNode(nodes).build();
    assertThatThrownBy(() -> Graphs.flatten(graph, "y"))
        .isInstanceOf(OstrichException.class)
        .hasMessage(
            "Node 'y' (TensorListStack) reads a TensorList of unknown length. "
                + ControlFlow.REMEDY
                + ".");
  }

  private static GraphDef graph(List<NodeDef> more) {
    List<NodeDef> nodes =
        new ArrayList<>(
            List.of(
                placeholder("x", 2, 3),
                vector("shape", 3),
                vector("indices", 1, 0),
                vector("none"),
                constant("one", 1),
                constant("three", 3),
                list("TensorListFromTensor", "list", "x", "shape")));
    nodes.addAll(more);
    return Protos.graph(List.of(), nodes.toArray(NodeDef[]::new));
  }

  private static NodeDef list(String op, String name, String... inputs) {
    NodeDef.Builder node = node(name, op, List.of(inputs), "element_dtype", F).toBuilder();
    if (Graphs.CATALOG.attributes(op).contains("shape_type")) {
      node.putAttr("shape_type", VariableFreezer.type(I));
    }
    if (!Graphs.CATALOG.attributes(op).contains("element_dtype")) {
      node.removeAttr("element_dtype");
    }
    return node.build();
  }

  private static NodeDef stack(String list) {
    return list("TensorListStack", "y", list, "shape");
  }
}
