package org.ostrichml.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.Fixtures.numbers;
import static org.ostrichml.fetch.Archives.bytes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.TargetModel;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** What is known of published models, tried on small ones whose tensors have the same names. */
class FetchedModelTest {
  private static final Shape INCEPTION = Shape.of(1, 299, 299, 3);

  @TempDir Path folder;

  @Test
  void inceptionV3IsLoadedAsItIs() throws IOException {
    byte[] graph =
        graph(
            tf -> tf.withName("input").placeholder(TFloat32.class, Placeholder.shape(INCEPTION)),
            "InceptionV3/Predictions/Reshape_1",
            1001);
    byte[] archive =
        Archives.tarGz(
            Map.of(
                "inception_v3_2016_08_28_frozen.pb",
                graph,
                "imagenet_slim_labels.txt",
                bytes(labels("background", 1001))));
    try (TargetModel model = load("inception-v3", "a.pb.tar.gz", archive)) {
      assertThat(model.inputShape()).containsExactly(1, 299, 299, 3);
      assertThat(model.bounds()).isEqualTo(new Bounds(-1, 1));
      assertThat(model.label("background")).isZero();
      assertThat(model.label("label 1000")).isEqualTo(1000);
      assertThat(model.notes()).isEmpty();
    }
  }

  /** Its graph reads a JPEG file; the input is inside. */
  @Test
  void inceptionOf2015IsEnteredBehindItsDecoder() throws IOException {
    byte[] graph =
        graph(
            tf -> {
              Operand<TFloat32> picture =
                  tf.withName("Sub").placeholder(TFloat32.class, Placeholder.shape(INCEPTION));
              return tf.withName("Mul").math.mul(picture, tf.constant(1 / 128f));
            },
            "softmax",
            1008);
    byte[] archive =
        Archives.tarGz(
            Map.of(
                "classify_image_graph_def.pb",
                graph,
                "imagenet_2012_challenge_label_map_proto.pbtxt",
                bytes(
                    "# -*- protobuffer -*-\nentry {\n  target_class: 9\n  target_class_string: \"n01518878\"\n}\n"),
                "imagenet_synset_to_human_label_map.txt",
                bytes("n01518878\tostrich, Struthio camelus\n")));
    try (TargetModel model = load("inception-2015", "a.tgz", archive)) {
      assertThat(model.inputShape()).containsExactly(1, 299, 299, 3);
      assertThat(model.bounds()).isEqualTo(new Bounds(-1, 1));
      assertThat(model.label("ostrich")).isEqualTo(9);
      assertThat(model.labels().full(1007)).isEqualTo("unused 1007");
      assertThat(model.notes()).isEmpty();
    }
  }

  /** Its input has no shape, and it has more classes than labels. */
  @Test
  void inception5hGetsItsShapeAndLabels() throws IOException {
    byte[] graph = graph(tf -> tf.withName("input").placeholder(TFloat32.class), "output2", 1008);
    byte[] archive =
        Archives.zip(
            Map.of(
                "tensorflow_inception_graph.pb",
                graph,
                "imagenet_comp_graph_label_strings.txt",
                bytes(labels("dummy", 1001))));
    try (TargetModel model = load("inception5h", "a.zip", archive)) {
      assertThat(model.inputShape()).containsExactly(-1, 224, 224, 3);
      assertThat(model.bounds()).isEqualTo(new Bounds(-117, 138));
      assertThat(model.label("label 1000")).isEqualTo(1000);
      assertThat(model.labels().full(1007)).isEqualTo("unused 1007");
      assertThat(model.notes()).isEmpty();
    }
  }

  /** Fetches the catalogue's model of this name from here, with another archive. */
  private TargetModel load(String name, String file, byte[] archive) {
    Item known =
        Catalog.ITEMS.stream().filter(item -> item.name().equals(name)).findFirst().orElseThrow();
    try (FileServer server = new FileServer(archive)) {
      Download download = new Download(server.address(file), archive.length, null);
      Item item = new Item(name, known.description(), List.of(download), known.model());
      Fetcher fetcher = new Fetcher(folder, List.of(item));
      assertThat(fetcher.list().get(0).path()).isNull();
      Path path = fetcher.fetch(name, new Silence());
      assertThat(fetcher.list().get(0).path()).isEqualTo(path);
      return TargetModel.load(path);
    }
  }

  private interface Input {
    Operand<TFloat32> in(Ops tf);
  }

  private static byte[] graph(Input input, String output, int classes) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> channels = tf.math.mean(input.in(tf), tf.constant(new int[] {1, 2}));
      Ops scope = tf;
      String[] names = output.split("/");
      for (int i = 0; i < names.length - 1; i++) {
        scope = scope.withSubScope(names[i]);
      }
      scope
          .withName(names[names.length - 1])
          .nn
          .softmax(tf.linalg.matMul(channels, numbers(tf, 1, 3, classes)));
      return graph.toGraphDef().toByteArray();
    }
  }

  private static String labels(String first, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> i == 0 ? first : "label " + i)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
