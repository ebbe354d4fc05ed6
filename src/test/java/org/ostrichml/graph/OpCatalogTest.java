package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ostrichml.OstrichException;
import org.ostrichml.Protos;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

class OpCatalogTest {
  private static final OpCatalog CATALOG = catalog();

  /** One op: a scalar, N of type T, a list of types, a scalar; T is float64 unless given. */
  private static OpCatalog catalog() {
    OpDef.Builder op = OpDef.newBuilder().setName("Mixed");
    op.addInputArgBuilder().setName("one").setType(DataType.DT_INT32);
    op.addInputArgBuilder().setName("many").setTypeAttr("T").setNumberAttr("N");
    op.addOutputArgBuilder().setName("first").setType(DataType.DT_INT32);
    op.addOutputArgBuilder().setName("same").setTypeAttr("T").setNumberAttr("N");
    op.addOutputArgBuilder().setName("types").setTypeListAttr("L");
    op.addOutputArgBuilder().setName("last").setType(DataType.DT_STRING);
    op.addAttrBuilder()
        .setName("T")
        .setDefaultValue(AttrValue.newBuilder().setType(DataType.DT_DOUBLE));
    return new OpCatalog(OpList.newBuilder().addOp(op).build());
  }

  private static NodeDef mixed(long count, DataType... types) {
    AttrValue.Builder list = AttrValue.newBuilder();
    list.getListBuilder().addAllType(java.util.List.of(types));
    return NodeDef.newBuilder()
        .setName("node")
        .setOp("Mixed")
        .putAttr("N", AttrValue.newBuilder().setI(count).build())
        .putAttr("L", list.build())
        .build();
  }

  @Test
  void outputsOfListsAreCounted() {
    NodeDef node = mixed(3, DataType.DT_BOOL, DataType.DT_HALF);
    assertThat(CATALOG.outputOffset(node, "first")).isZero();
    assertThat(CATALOG.outputOffset(node, "same")).isEqualTo(1);
    assertThat(CATALOG.outputOffset(node, "types")).isEqualTo(4);
    assertThat(CATALOG.outputOffset(node, "last")).isEqualTo(6);
    assertThat(CATALOG.inputLengths(node)).containsExactly(-1, 3);
  }

  @Test
  void emptyListsTakeNoPlace() {
    assertThat(CATALOG.outputOffset(mixed(0), "last")).isEqualTo(1);
    assertThat(CATALOG.outputType(mixed(0), 1)).isEqualTo(DataType.DT_STRING);
  }

  @Test
  void typesComeFromTheOpTheNodeOrTheDefault() {
    NodeDef node = mixed(1, DataType.DT_BOOL, DataType.DT_HALF);
    assertThat(CATALOG.outputType(node, 0)).isEqualTo(DataType.DT_INT32);
    assertThat(CATALOG.outputType(node, 1)).isEqualTo(DataType.DT_DOUBLE);
    assertThat(CATALOG.outputType(node, 2)).isEqualTo(DataType.DT_BOOL);
    assertThat(CATALOG.outputType(node, 3)).isEqualTo(DataType.DT_HALF);
    assertThat(CATALOG.outputType(node, 4)).isEqualTo(DataType.DT_STRING);
    NodeDef floats =
        node.toBuilder()
            .putAttr("T", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
            .build();
    assertThat(CATALOG.outputType(floats, 1)).isEqualTo(DataType.DT_FLOAT);
  }

  @Test
  void whatIsNotThereIsNamed() {
    refused(() -> CATALOG.outputType(mixed(0), 2), "'node' (Mixed) has no output 2");
    refused(() -> CATALOG.outputOffset(mixed(0), "none"), "no output called 'none'");
    refused(() -> CATALOG.outputOffset(mixed(-1), "last"), "claims -1 inputs or outputs");
    refused(() -> CATALOG.outputOffset(mixed(1L << 40), "last"), "claims 1099511627776");
    refused(() -> CATALOG.outputType(Protos.node("n", "Odd"), 0), "'n' is of op 'Odd'");
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String part) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContaining(part);
  }
}
