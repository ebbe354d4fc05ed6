package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.Protos.graph;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

class InputCutTest {
  private static final TensorShapeProto SHAPE =
      TensorShapeProto.newBuilder()
          .addDim(TensorShapeProto.Dim.newBuilder().setSize(-1))
          .addDim(TensorShapeProto.Dim.newBuilder().setSize(4))
          .build();

  private static final GraphDef GRAPH =
      graph(
          List.of(),
          placeholder("x"),
          node("split", "Unpack", "x"),
          node("first", "Neg", "split"),
          node("second", "Neg", "split:1", "^split"),
          node("y", "Sub", "second", "split:1"));

  @Test
  void readersOfThatOutputAloneReadThePlaceholder() {
    GraphDef cut = cut("split:1", DataType.DT_FLOAT);
    assertThat(inputs(cut, "first")).containsExactly("split");
    assertThat(inputs(cut, "second")).containsExactly(InputCut.INPUT, "^split");
    assertThat(inputs(cut, "y")).containsExactly("second", InputCut.INPUT);
    NodeDef placeholder = cut.getNode(0);
    assertThat(placeholder.getOp()).isEqualTo("Placeholder");
    assertThat(placeholder.getAttrOrThrow("shape").getShape()).isEqualTo(SHAPE);
    assertThat(placeholder.getAttrOrThrow("dtype").getType()).isEqualTo(DataType.DT_FLOAT);
  }

  @Test
  void otherFloatingTypesAreCast() {
    GraphDef cut = cut("x:0", DataType.DT_DOUBLE);
    assertThat(inputs(cut, "split")).containsExactly(InputCut.INPUT + "_cast");
    NodeDef cast = cut.getNode(1);
    assertThat(cast.getInputList()).containsExactly(InputCut.INPUT);
    assertThat(cast.getAttrOrThrow("DstT").getType()).isEqualTo(DataType.DT_DOUBLE);
  }

  private static GraphDef cut(String tensor, DataType type) {
    return InputCut.cut(GRAPH, TensorName.parse(tensor), type, SHAPE);
  }

  private static List<String> inputs(GraphDef graph, String name) {
    return graph.getNodeList().stream()
        .filter(node -> node.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getInputList();
  }
}
