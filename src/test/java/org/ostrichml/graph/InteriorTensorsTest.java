package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.Protos.F;
import static org.ostrichml.Protos.I;
import static org.ostrichml.Protos.constant;
import static org.ostrichml.Protos.graph;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.vector;
import static org.ostrichml.graph.Graphs.CATALOG;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

class InteriorTensorsTest {
  private static final NodeDef TEXT =
      node("text", "Placeholder", List.of(), "dtype", DataType.DT_STRING);
  private static final NodeDef BYTES =
      node("bytes", "DecodeRaw", List.of("text"), "out_type", DataType.DT_UINT8);
  private static final NodeDef FLOATS =
      node("floats", "Cast", List.of("bytes"), "SrcT", DataType.DT_UINT8, "DstT", F);
  private static final NodeDef WEIGHTS = vector("weights", 1, 2);
  private static final NodeDef AS_FLOATS =
      node("w", "Cast", List.of("weights"), "SrcT", I, "DstT", F);
  private static final NodeDef SCALED = node("scaled", "Mul", List.of("half", "shifted"), "T", F);
  private static final NodeDef HALF = constant("half", .5f);
  private static final NodeDef SHIFTED = node("shifted", "Sub", List.of("floats", "half"), "T", F);
  private static final NodeDef Y = node("y", "Mul", List.of("scaled", "w"), "T", F);

  @Test
  void firstIsBehindTheCastAndJoinedEndBeforeTheWeights() {
    InteriorTensors.Found found =
        search(TEXT, BYTES, FLOATS, HALF, SHIFTED, SCALED, WEIGHTS, AS_FLOATS, Y);

    assertThat(names(found.first())).containsExactly("floats:0");
    assertThat(names(found.joined())).containsExactly("floats:0", "shifted:0", "scaled:0");
  }

  @Test
  void eachOfSeveralIsFirstAndTheirSumJoinsThem() {
    NodeDef other = node("other", "StringToNumber", List.of("text"), "out_type", F);
    NodeDef scaled = node("scaled", "AddV2", List.of("floats", "other"), "T", F);

    InteriorTensors.Found found = search(TEXT, BYTES, FLOATS, other, scaled, WEIGHTS, AS_FLOATS, Y);

    assertThat(names(found.first())).containsExactlyInAnyOrder("floats:0", "other:0");
    assertThat(names(found.joined())).containsExactly("scaled:0");
  }

  @Test
  void floatsThatBecomeStringsAgainAreNoInput() {
    NodeDef words = node("words", "AsString", List.of("floats"), "T", F);
    NodeDef scaled = node("scaled", "StringToNumber", List.of("words"), "out_type", F);

    InteriorTensors.Found found = search(TEXT, BYTES, FLOATS, words, scaled, WEIGHTS, AS_FLOATS, Y);

    assertThat(names(found.first())).containsExactly("scaled:0");
    assertThat(names(found.joined())).containsExactly("scaled:0");
  }

  @Test
  void aSizeReadPastTheFloatsKeepsThemFromStandingForTheInput() {
    NodeDef size = node("size", "Size", List.of("text"), "T", DataType.DT_STRING, "out_type", I);
    NodeDef count = node("count", "Cast", List.of("size"), "SrcT", I, "DstT", F);
    NodeDef y = node("y", "Mul", List.of("product", "count"), "T", F);
    NodeDef product = node("product", "Mul", List.of("floats", "w"), "T", F);

    InteriorTensors.Found found =
        search(TEXT, BYTES, FLOATS, size, count, WEIGHTS, AS_FLOATS, product, y);

    assertThat(names(found.first())).containsExactlyInAnyOrder("floats:0", "count:0");
    assertThat(found.joined()).isEmpty();
  }

  private static InteriorTensors.Found search(NodeDef... nodes) {
    return InteriorTensors.between(graph(List.of(), nodes), CATALOG, new TensorName("y", 0));
  }

  private static List<String> names(List<TensorName> tensors) {
    return tensors.stream().map(TensorName::toString).toList();
  }
}
