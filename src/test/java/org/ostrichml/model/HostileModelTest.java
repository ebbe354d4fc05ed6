package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.Protos.call;
import static org.ostrichml.Protos.constant;
import static org.ostrichml.Protos.function;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.OstrichException;
import org.ostrichml.Protos;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;

/** Models made to hang, to fill the memory or to reach other files. */
class HostileModelTest {
  private static final ModelOptions X_TO_Y = ModelOptions.defaults().withTensors("x:0", "y:0");

  @TempDir Path folder;

  /** A few bytes that stand for four billion. */
  @Test
  void constantThatRepeatsOneValueABillionTimes() {
    refused(
        Protos.graph(List.of(), placeholder("x"), huge("c"), node("y", "AddV2", "x", "c")),
        "'c' (Const)",
        "1000000000 numbers");
  }

  @Test
  void constantThatRepeatsOneValueInsideAFunction() {
    FunctionDef f = function("f a", "r=s:z:0", huge("c"), node("s", "AddV2", "a", "c:output:0"));
    refused(
        Protos.graph(List.of(f), placeholder("x"), call("y", "f", 1, "x")),
        "'y/c' (Const)",
        "1000000000 numbers");
  }

  @Test
  void manyConstantsThatAreLargeTogether() {
    List<NodeDef> nodes = new ArrayList<>(List.of(placeholder("x"), node("y0", "Neg", "x")));
    for (int i = 0; i < 20; i++) {
      nodes.add(huge("c" + i, 100_000_000));
      nodes.add(node(i == 19 ? "y" : "y" + (i + 1), "AddV2", "y" + i, "c" + i));
    }
    refused(Protos.graph(List.of(), nodes.toArray(NodeDef[]::new)), "(Const)", "numbers");
  }

  static Stream<Arguments> networks() {
    int[] axes = {100_000, 100_000};
    return Stream.of(
        network("Fill", tf -> tf.fill(tf.constant(axes), tf.constant(1f))),
        network("Tile", tf -> tf.tile(tf.constant(new float[][] {{1, 2}}), tf.constant(axes))),
        network("BroadcastTo", tf -> tf.broadcastTo(tf.constant(1f), tf.constant(axes))),
        network("Range", tf -> tf.range(tf.constant(0f), tf.constant(1e10f), tf.constant(1f))));
  }

  private static Arguments network(String op, Function<Ops, Operand<TFloat32>> huge) {
    Network network =
        (tf, x) -> {
          Operand<TFloat32> made = huge.apply(tf);
          return tf.math.add(
              x, tf.sum(made, tf.range(tf.constant(0), tf.rank(made), tf.constant(1))));
        };
    return Arguments.of(op, network);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void opThatMakesAHugeTensor(String op, Network network) {
    Path model = Fixtures.savedModel(folder.resolve("m"), Shape.of(1, 1), network);
    refused(model, ModelOptions.defaults(), "(" + op + ")", "too large");
  }

  @Test
  void nodesThatReadEachOther() {
    refused(
        Protos.graph(
            List.of(), placeholder("x"), node("y", "AddV2", "x", "z"), node("z", "Neg", "y")),
        "depends on it");
  }

  @Test
  void functionThatCallsItself() {
    FunctionDef f = function("f a", "r=c:output:0", call("c", "f", 1, "a"));
    refused(Protos.graph(List.of(f), placeholder("x"), call("y", "f", 1, "x")), "'f' calls itself");
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 40})
  void functionsThatDoubleAtEveryLevel(int levels) {
    List<FunctionDef> functions = new ArrayList<>();
    functions.add(function("f0 a", "r=n:y:0", node("n", "Neg", "a")));
    for (int k = 1; k <= levels; k++) {
      String below = "f" + (k - 1);
      functions.add(
          function(
              "f" + k + " a",
              "r=d:output:0",
              call("c", below, 1, "a"),
              call("d", below, 1, "c:output:0")));
    }
    refused(Protos.graph(functions, placeholder("x"), call("y", "f" + levels, 1, "x")), "too many");
  }

  @Test
  void longNamesThatNestingMakesLonger() {
    String name = "n".repeat(20_000);
    List<FunctionDef> functions = new ArrayList<>();
    List<NodeDef> leaves = new ArrayList<>(List.of(node("n0", "Neg", "a")));
    for (int i = 1; i < 2000; i++) {
      leaves.add(node("n" + i, "Neg", "n" + (i - 1) + ":y:0"));
    }
    functions.add(function("f0 a", "r=n1999:y:0", leaves.toArray(NodeDef[]::new)));
    for (int k = 1; k <= 300; k++) {
      functions.add(
          function("f" + k + " a", "r=" + name + ":output:0", call(name, "f" + (k - 1), 1, "a")));
    }
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            TargetModel.load(
                    write(Protos.graph(functions, placeholder("x"), call("y", "f300", 1, "x"))),
                    X_TO_Y)
                .close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "a/../../b", "..", ""})
  void assetOutsideTheFolder(String name) {
    MetaGraphDef.Builder meta =
        MetaGraphDef.newBuilder()
            .setGraphDef(Protos.graph(List.of(), placeholder("x"), node("y", "Neg", "x")))
            .addAssetFileDef(AssetFileDef.newBuilder().setFilename(name));
    refused(Fixtures.write(folder.resolve("m"), meta.build()), X_TO_Y, "'" + name + "'", "outside");
  }

  private static NodeDef huge(String name) {
    return huge(name, 1_000_000_000);
  }

  private static NodeDef huge(String name, long size) {
    TensorProto.Builder value = TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).addFloatVal(1);
    value.getTensorShapeBuilder().addDimBuilder().setSize(size);
    return constant(name, value.build());
  }

  private Path write(GraphDef graph) {
    return Fixtures.write(
        folder.resolve("m"), MetaGraphDef.newBuilder().setGraphDef(graph).build());
  }

  private void refused(GraphDef graph, String... parts) {
    refused(write(graph), X_TO_Y, parts);
  }

  private static void refused(Path model, ModelOptions options, String... parts) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> TargetModel.load(model, options).close())
                .isInstanceOf(OstrichException.class)
                .hasMessageContainingAll(parts));
  }
}
