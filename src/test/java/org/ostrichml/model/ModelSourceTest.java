package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ostrichml.Fixtures.numbers;
import static org.ostrichml.Protos.call;
import static org.ostrichml.Protos.function;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.Protos;
import org.ostrichml.data.Batch;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

class ModelSourceTest {
  private static final ModelOptions X_TO_Y = ModelOptions.defaults().withTensors("x", "y:0");

  @TempDir Path folder;

  @Test
  void whatIsNoModelIsRefusedWithThePath() throws IOException {
    refused(() -> TargetModel.load(folder.resolve("none")), "no model at", "none");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refused(() -> TargetModel.load(empty), "empty is no SavedModel: it has no saved_model.pb");
    Files.createFile(empty.resolve("saved_model.pb"));
    refused(() -> TargetModel.load(empty), "saved_model.pb is empty");
    refused(() -> TargetModel.load(empty.resolve("saved_model.pb")), "Give the folder");
    refused(() -> TargetModel.load(Files.createFile(folder.resolve("a.pb"))), "is empty");
  }

  @Test
  void deviceIsNotRead() {
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device), "no /dev/zero on this system");
    refused(() -> TargetModel.load(device), "/dev/zero is a device");
  }

  @Test
  void folderInThePlaceOfTheFileIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("saved_model.pb"));
    refused(() -> TargetModel.load(folder), "saved_model.pb is a folder");
  }

  @Test
  void randomBytesAreNoModel() throws IOException {
    byte[] bytes = new byte[10_000];
    new Random(1).nextBytes(bytes);
    Files.write(folder.resolve("saved_model.pb"), bytes);
    refused(() -> TargetModel.load(folder), "saved_model.pb is truncated or damaged");
    Path frozen = Files.write(folder.resolve("frozen.pb"), bytes);
    refused(() -> TargetModel.load(frozen), "frozen.pb is truncated or damaged");
    Path text = Files.write(folder.resolve("frozen.pbtxt"), bytes);
    refused(() -> TargetModel.load(text), "frozen.pbtxt");
  }

  @Test
  void textAndFrozenGraphsLoadLikeTheSavedModel() throws IOException {
    Path saved = linear("binary");
    GraphDef graph = parse(saved).getMetaGraphs(0).getGraphDef();
    Path frozen = Files.write(folder.resolve("frozen.pb"), graph.toByteArray());
    Path frozenText = Files.writeString(folder.resolve("frozen.pbtxt"), text(graph));
    Path savedText = Files.createDirectory(folder.resolve("text"));
    Files.writeString(savedText.resolve("saved_model.pbtxt"), text(parse(saved)));
    Batch x = Fixtures.examples(1, 3, 4);
    try (TargetModel expected = TargetModel.load(saved)) {
      for (Path path : List.of(frozen, frozenText, savedText)) {
        try (TargetModel model = TargetModel.load(path, X_TO_Y)) {
          assertThat(model.run(x).values()).isEqualTo(expected.run(x).values());
          assertThat(model.outputKind()).isEqualTo(OutputKind.SOFTMAX);
        }
      }
    }
    refused(() -> TargetModel.load(frozen), "no signature", "--input and --output");
  }

  @Test
  void deepNestingIsRefusedRatherThanFollowed() throws IOException {
    String open = "list { func { attr { key: 'k' value { ".repeat(20_000);
    String close = "} } } } ".repeat(20_000);
    Path text =
        Files.writeString(
            folder.resolve("deep.pbtxt"),
            "node { name: 'x' attr { key: 'k' value { " + open + close + "} } }");
    refused(() -> TargetModel.load(text), "deep.pbtxt is nested too deep");
  }

  @ParameterizedTest
  @CsvSource({"'', small", "serve, small", "'serve,gpu', large", "'gpu,serve', large"})
  void graphIsChosenByItsTags(String tags, String expected) throws IOException {
    Path folder = twoGraphs("serve");
    List<String> asked = tags.isEmpty() ? null : List.of(tags.split(","));
    MetaGraphDef chosen = ModelSource.read(folder).metaGraph(asked);
    assertThat(chosen.getMetaInfoDef().getMetaGraphVersion()).isEqualTo(expected);
  }

  @Test
  void tagsThatNoGraphHasAreRefusedWithThoseThereAre() throws IOException {
    Path both = twoGraphs("serve");
    refused(() -> ModelSource.read(both).metaGraph(List.of("train")), "tagged train", "serve or ");
    refused(() -> ModelSource.read(both).metaGraph(List.of("gpu")), "serve or serve,gpu");
    Path odd = twoGraphs("odd");
    refused(() -> ModelSource.read(odd).metaGraph(null), "tagged serve", "odd or serve,gpu");
  }

  @Test
  void onlyGraphNeedsNoTag() throws IOException {
    Path saved = linear("odd");
    SavedModel.Builder model = parse(saved).toBuilder();
    model.getMetaGraphsBuilder(0).getMetaInfoDefBuilder().clearTags().addTags("odd tag");
    Files.write(saved.resolve("saved_model.pb"), model.build().toByteArray());
    TargetModel.load(saved).close();
  }

  /** Each prefix either still parses to a model or is refused; no other error gets out. */
  @Test
  void everyPrefixOfAModelIsRefusedOrLoads() throws IOException {
    Path saved = withCall();
    byte[] bytes = Files.readAllBytes(saved.resolve("saved_model.pb"));
    assertThat(bytes.length).isLessThan(10_000);
    int loaded = 0;
    for (int length = 0; length <= bytes.length; length++) {
      Files.write(saved.resolve("saved_model.pb"), Arrays.copyOf(bytes, length));
      loaded += loads(saved);
    }
    assertThat(loaded).isBetween(1, bytes.length / 2);
  }

  /** Flips of single bits, which a prefix does not make: types, lengths, names. */
  @Test
  void everyModelWithAFlippedBitIsRefusedOrLoads() throws IOException {
    Path saved = withCall();
    byte[] bytes = Files.readAllBytes(saved.resolve("saved_model.pb"));
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(saved.resolve("saved_model.pb"), damaged);
      loads(saved);
    }
  }

  private static int loads(Path saved) {
    try {
      TargetModel.load(saved).close();
      return 1;
    } catch (OstrichException e) {
      return 0;
    }
  }

  private Path linear(String name) {
    return Fixtures.savedModel(
        folder.resolve(name),
        Shape.of(-1, 4),
        (tf, x) -> tf.nn.softmax(tf.linalg.matMul(x, numbers(tf, 1, 4, 3))));
  }

  /** A model of two nested functions. */
  private Path withCall() {
    GraphDef graph =
        Protos.graph(
            List.of(
                function("f a", "r=c:output:0", call("c", "g", 1, "a")),
                function(
                    "g a", "r=s:softmax:0", node("s", "Softmax", "n:y:0"), node("n", "Neg", "a"))),
            placeholder("x"),
            call("y", "f", 1, "x"));
    TensorInfo.Builder info = TensorInfo.newBuilder().setDtype(DataType.DT_FLOAT);
    info.getTensorShapeBuilder().addDimBuilder().setSize(-1);
    info.getTensorShapeBuilder().addDimBuilder().setSize(4);
    MetaGraphDef.Builder meta =
        MetaGraphDef.newBuilder()
            .setGraphDef(graph)
            .putSignatureDef(
                "serving_default",
                SignatureDef.newBuilder()
                    .putInputs("x", info.setName("x:0").build())
                    .putOutputs("y", info.setName("y:0").build())
                    .build());
    meta.getMetaInfoDefBuilder().addTags("serve");
    return Fixtures.write(folder.resolve("call"), meta.build());
  }

  private Path twoGraphs(String firstTag) {
    MetaGraphDef.Builder small = MetaGraphDef.newBuilder();
    small.getMetaInfoDefBuilder().setMetaGraphVersion("small").addTags(firstTag);
    MetaGraphDef.Builder large = MetaGraphDef.newBuilder();
    large.getMetaInfoDefBuilder().setMetaGraphVersion("large").addTags("serve").addTags("gpu");
    return Fixtures.write(folder.resolve("two"), small.build(), large.build());
  }

  private static SavedModel parse(Path saved) throws IOException {
    try {
      return SavedModel.parseFrom(Files.readAllBytes(saved.resolve("saved_model.pb")));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(com.google.protobuf.Message message) {
    return TextFormat.printer().printToString(message);
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContainingAll(parts);
  }
}
