package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.HashTable;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** The fixtures compute y = x * table("dog"). */
class LookupTablesTest {
  /** How TensorFlow writes that a line is a key, and its number the value. */
  private static final long WHOLE_LINE = -2;

  private static final long LINE_NUMBER = -1;

  @TempDir Path folder;

  @Test
  void entriesOfTheGraphAreThere() {
    try (TargetModel model =
        TargetModel.load(
            model(
                (tf, table) ->
                    tf.lookupTableImport(
                        table, tf.array("cat", "dog"), tf.constant(new long[] {3, 7}))))) {
      isTimes(model, 7);
    }
  }

  @Test
  void entriesOfAnAssetAreThereAlsoOncePrepared() throws IOException {
    Path path = fromAsset("words.txt");
    try (TargetModel model = TargetModel.load(path)) {
      isTimes(model, 1);
    }
    Path prepared = folder.resolve("prepared");
    TargetModel.prepare(path, ModelOptions.defaults(), prepared);
    try (TargetModel model = TargetModel.load(prepared)) {
      isTimes(model, 1);
    }
  }

  @Test
  void missingAssetIsNamed() throws IOException {
    Path path = fromAsset("words.txt");
    Files.delete(path.resolve("assets/words.txt"));
    refused(path, "needs the asset", "words.txt, which is missing: copy the whole folder");
  }

  @Test
  void assetOutsideTheModelIsNotRead() throws IOException {
    Files.writeString(folder.resolve("secret.txt"), "cat\ndog\n");
    refused(fromAsset("../../secret.txt"), "'../../secret.txt' lies outside the model's folder");
  }

  @Test
  void frozenGraphHasNoEntries() throws IOException {
    Path path = fromAsset("words.txt");
    MetaGraphDef meta = ModelSource.read(path).metaGraph(null);
    Path frozen = Files.write(folder.resolve("a.pb"), meta.getGraphDef().toByteArray());
    assertThatThrownBy(
            () -> TargetModel.load(frozen, ModelOptions.defaults().withTensors("x", "y")))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("the lookup table 'table', but not its entries");
  }

  private interface Filling {
    Op build(Ops tf, HashTable table);
  }

  private Path fromAsset(String name) throws IOException {
    Files.createDirectories(folder.resolve("model/assets"));
    Files.writeString(folder.resolve("model/assets/words.txt"), "cat\ndog\n");
    return model(
        (tf, table) ->
            tf.initializeTableFromTextFile(
                table, tf.withName("file").constant(name), WHOLE_LINE, LINE_NUMBER));
  }

  private Path model(Filling filling) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x =
          tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2)));
      HashTable table =
          tf.withName("table").hashTable(TString.class, TInt64.class, HashTable.sharedName("t"));
      Op filled = filling.build(tf, table);
      tf.withName("fill").withControlDependencies(filled).noOp();
      Operand<TInt64> number = tf.lookupTableFind(table, tf.constant("dog"), tf.constant(-1L));
      Operand<TFloat32> y = tf.withName("y").math.mul(x, tf.dtypes.cast(number, TFloat32.class));
      MetaGraphDef.Builder meta = MetaGraphDef.newBuilder().setGraphDef(graph.toGraphDef());
      meta.putSignatureDef(
          "serving_default",
          SignatureDef.newBuilder()
              .putInputs("x", Fixtures.info("x:0", x))
              .putOutputs("y", Fixtures.info("y:0", y))
              .build());
      meta.putSignatureDef(
          Ports.INITIALIZER,
          SignatureDef.newBuilder()
              .putOutputs(Ports.INITIALIZER, TensorInfo.newBuilder().setName("fill").build())
              .build());
      meta.getMetaInfoDefBuilder().addTags("serve");
      if (graph.operation("file") != null) {
        String name = nameOf(graph);
        meta.addAssetFileDef(
            AssetFileDef.newBuilder()
                .setFilename(name)
                .setTensorInfo(Fixtures.info("file:0", graph.operationOrThrow("file").output(0))));
      }
      return Fixtures.write(folder.resolve("model"), meta.build());
    }
  }

  /** What the constant {@code file} holds. */
  private static String nameOf(Graph graph) {
    return graph.toGraphDef().getNodeList().stream()
        .filter(node -> node.getName().equals("file"))
        .map(node -> node.getAttrOrThrow("value").getTensor().getStringVal(0).toStringUtf8())
        .findFirst()
        .orElseThrow();
  }

  private static void isTimes(TargetModel model, float factor) {
    Batch y = model.run(new Batch(new float[] {1, -2, 3, 0.5f}, 2, 2));
    assertThat(y.values()).containsExactly(factor, -2 * factor, 3 * factor, factor / 2);
  }

  private static void refused(Path model, String... parts) {
    assertThatThrownBy(() -> TargetModel.load(model))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(parts);
  }
}
