package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class TargetModelTest {
  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void fixedBatchSizeTakesAnyNumberOfExamples() {
    Batch x = Fixtures.examples(1, 3, 4);
    try (TargetModel fixed = TargetModel.load(linear("fixed", Shape.of(2, 4)));
        TargetModel free = TargetModel.load(linear("free", Shape.of(-1, 4)))) {
      assertThat(fixed.batchSize(7)).isEqualTo(2);
      assertThat(free.batchSize(7)).isEqualTo(7);
      for (int i = 0; i < 3; i++) {
        float[] alone = free.predict(x.slice(i, i + 1)).values();
        assertThat(fixed.predict(x).slice(i, i + 1).values()).containsExactly(alone, within(1e-6f));
        assertThat(fixed.predict(x.slice(i, i + 1)).values()).containsExactly(alone, within(1e-6f));
      }
    }
  }

  @Test
  void examplesOfAnotherShapeAreRefused() {
    try (TargetModel model = TargetModel.load(linear("model", Shape.of(-1, 4)))) {
      refused(() -> model.predict(Fixtures.examples(1, 2, 5)), "[2, 5]", "[-1, 4]");
      refused(() -> model.run(Fixtures.examples(1, 4)), "[4]", "[-1, 4]");
      refused(() -> model.run(Fixtures.examples(1, 1, 4, 1)), "[1, 4, 1]");
      refused(() -> model.run(new Batch(new float[0], 0, 4)), "no examples");
    }
  }

  @Test
  void shapeThatOnlyTheGraphKnowsIsRefusedByTheRun() {
    Path path =
        Fixtures.savedModel(
            folder.resolve("free"),
            Shape.unknown(),
            (tf, x) -> tf.linalg.matMul(x, numbers(tf, 1, 4, 3)));
    try (TargetModel model = TargetModel.load(path)) {
      assertThat(model.inputShape()).isEmpty();
      assertThat(model.run(Fixtures.examples(1, 2, 4)).shape()).containsExactly(2, 3);
      refused(
          () -> model.run(Fixtures.examples(1, 2, 5)), "cannot run on an input of shape [2, 5]");
    }
  }

  @Test
  void furtherInputsAreNamed() {
    Path path =
        Fixtures.savedModel(
            folder,
            Shape.of(-1, 4),
            (tf, x) ->
                tf.math.mul(
                    x,
                    tf.withName("keep_prob")
                        .placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()))));
    refused(() -> TargetModel.load(path), "Beside 'x:0' the output depends on keep_prob");
  }

  @Test
  void tensorsThatAreNotThereAreNamed() {
    Path path = linear("model", Shape.of(-1, 4));
    ModelOptions options = ModelOptions.defaults();
    refused(() -> TargetModel.load(path, options.withTensors("a", "y")), "no tensor 'a:0'");
    refused(() -> TargetModel.load(path, options.withTensors("x", "b:1")), "no tensor 'b:1'");
    refused(() -> TargetModel.load(path, options.withTensors("x:1", null)), "no output 1");
    refused(() -> TargetModel.load(path, options.withTensors(null, "y:5")), "y:5");
    refused(() -> TargetModel.load(path, options.withSignature("none")), "no signature 'none'");
  }

  @Test
  void attackMayEnterInTheMiddle() {
    Path path =
        Fixtures.savedModel(
            folder,
            Shape.of(-1, 4),
            (tf, x) -> {
              Operand<TFloat32> hidden = tf.withName("hidden").math.square(x);
              return tf.linalg.matMul(hidden, numbers(tf, 1, 4, 3));
            });
    Batch x = Fixtures.examples(1, 2, 4);
    float[] squares = x.values().clone();
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i];
    }
    try (TargetModel whole = TargetModel.load(path);
        TargetModel inner =
            TargetModel.load(path, ModelOptions.defaults().withTensors("hidden", null))) {
      assertThat(inner.inputShape()).containsExactly(-1, 4);
      assertThat(inner.run(new Batch(squares, 2, 4)).values()).isEqualTo(whole.run(x).values());
    }
  }

  @Test
  void sidecarAndOptionsDecideInTurn() throws IOException {
    Path path = linear("model", Shape.of(-1, 4));
    try (TargetModel model = TargetModel.load(path)) {
      assertThat(model.bounds()).isEqualTo(Bounds.UNIT);
      assertThat(model.notes()).singleElement().asString().contains("[0, 1] is assumed");
      assertThat(model.labels().named()).isFalse();
    }
    Files.writeString(path.resolve("names.txt"), "cat\ndog\nostrich\n");
    Files.writeString(
        path.resolve("ostrich.json"),
        "{\"bounds\": [-1, 1], \"labels\": \"names.txt\", \"crop\": \"centre\"}");
    try (TargetModel model = TargetModel.load(path)) {
      assertThat(model.bounds()).isEqualTo(new Bounds(-1, 1));
      assertThat(model.label("ostrich")).isEqualTo(2);
      assertThat(model.cropCentre()).isTrue();
      assertThat(model.notes()).isEmpty();
    }
    ModelOptions options = ModelOptions.defaults().withBounds(new Bounds(0, 255));
    try (TargetModel model = TargetModel.load(path, options)) {
      assertThat(model.bounds()).isEqualTo(new Bounds(0, 255));
    }
  }

  @Test
  void labelsOfTheUsualNameAreIgnoredWhereTheyDoNotFit() throws IOException {
    Path path = linear("model", Shape.of(-1, 4));
    Files.writeString(path.resolve("labels.txt"), "cat\ndog\n");
    try (TargetModel model = TargetModel.load(path)) {
      assertThat(model.labels().named()).isFalse();
      assertThat(model.notes()).anyMatch(note -> note.startsWith("Labels ignored: "));
    }
    Path given = path.resolve("labels.txt");
    refused(() -> TargetModel.load(path, ModelOptions.defaults().withLabels(given)), "2 labels");
  }

  @Test
  void coloursComeFromTheSidecarAndGoIntoThatOfAPreparedModel() throws IOException {
    Path path = linear("model", Shape.of(-1, 4));
    Files.writeString(
        path.resolve("ostrich.json"), "{\"colours\": [\"#70a0ff\", \"#000010\", \"#ffffff\"]}");
    TargetModel.prepare(path, ModelOptions.defaults(), folder.resolve("prepared"));
    for (Path each : List.of(path, folder.resolve("prepared"))) {
      try (TargetModel model = TargetModel.load(each)) {
        assertThat(model.colours()).containsExactly(0x70a0ff, 0x10, 0xffffff);
      }
    }
  }

  @Test
  void coloursThatDoNotFitAreIgnored() throws IOException {
    Path path = linear("model", Shape.of(-1, 4));
    Files.writeString(path.resolve("ostrich.json"), "{\"colours\": [\"#70a0ff\"]}");
    try (TargetModel model = TargetModel.load(path)) {
      assertThat(model.colours()).isEqualTo(Palette.spread(3));
      assertThat(model.notes()).anyMatch(note -> note.startsWith("Colours ignored: "));
    }
  }

  @Test
  void threadsGetTheSameResults() throws Exception {
    Batch x = Fixtures.examples(1, 5, 4);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (TargetModel model = TargetModel.load(linear("model", Shape.of(-1, 4)))) {
      float[] expected = model.predict(x).values();
      List<Future<Boolean>> same =
          IntStream.range(0, 4)
              .mapToObj(
                  thread ->
                      threads.submit(
                          () ->
                              IntStream.range(0, 100)
                                  .allMatch(
                                      i ->
                                          java.util.Arrays.equals(
                                              expected, model.predict(x).values()))))
              .toList();
      for (Future<Boolean> each : same) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatExtendBuiltIsBuiltOnce() {
    try (TargetModel model = TargetModel.load(linear("model", Shape.of(-1, 4)))) {
      Object first = model.extend("key", tf -> tf.math.neg(model.input()));
      assertThat(model.<Object>extend("key", Ops::noOp)).isSameAs(first);
      assertThat(model.<Object>extend("other", Ops::noOp)).isNotSameAs(first);
    }
  }

  /** As in a model that was prepared before. */
  @Test
  void addedOpsGetNamesTheModelDoesNotHave() {
    Path path =
        Fixtures.savedModel(
            folder.resolve("names"),
            Shape.of(-1, 4),
            (tf, x) -> tf.withSubScope("ostrich").math.neg(x));
    try (TargetModel model = TargetModel.load(path)) {
      assertThat(model.graph().operation("ostrich/Neg")).isNotNull();
      Operand<TFloat32> added = model.extend("key", tf -> tf.math.neg(model.input()));
      assertThat(added.op().name()).isNotEqualTo("ostrich/Neg");
    }
  }

  @Test
  void singleNumberTakesNoBatch() {
    Path path = Fixtures.savedModel(folder.resolve("scalar"), Shape.scalar(), (tf, x) -> x);
    try (TargetModel model = TargetModel.load(path)) {
      refused(() -> model.run(Fixtures.examples(1, 2)), "has shape [2], but the model takes []");
    }
  }

  @Test
  void closingTwiceDoesNoHarm() {
    TargetModel model = TargetModel.load(linear("model", Shape.of(-1, 4)));
    model.close();
    model.close();
  }

  @Test
  void predictingLeaksNoMemory() {
    Path path = wide();
    Batch x = Fixtures.examples(1, 16, 512);
    try (TargetModel model = TargetModel.load(path)) {
      model.predict(x);
      long before = Pointer.totalCount();
      for (int i = 0; i < 100; i++) {
        model.predict(x);
      }
      assertThat(Pointer.totalCount()).as("native tensors alive").isLessThanOrEqualTo(before);
    }
  }

  @Test
  void loadingAndClosingLeaksNoMemory() {
    Path path = wide();
    assertThat(growth(20, 100, () -> TargetModel.load(path).close())).isLessThan(150 * MEBIBYTE);
  }

  @Test
  void failedLoadLeaksNoMemory() {
    Path path = wide();
    ModelOptions options = ModelOptions.defaults().withTensors(null, "y:7");
    Runnable load = () -> refused(() -> TargetModel.load(path, options), "y:7");
    assertThat(growth(20, 100, load)).isLessThan(150 * MEBIBYTE);
  }

  /** The bytes by which the process grows over {@code times} runs, after some to warm up. */
  private static long growth(int warm, int times, Runnable run) {
    long before = 0;
    for (int i = 0; i < warm + times; i++) {
      if (i == warm) {
        System.gc();
        before = Pointer.physicalBytes();
      }
      run.run();
      if (i % (times / 5) == 0) {
        System.gc(); // Keeps the heap, which counts too, at its size.
      }
    }
    return Pointer.physicalBytes() - before;
  }

  /** A model of 2 MiB of variables. */
  private Path wide() {
    return Fixtures.savedModel(
        folder.resolve("wide"),
        Shape.of(-1, 512),
        (tf, x) ->
            tf.nn.softmax(
                tf.linalg.matMul(x, Fixtures.variable(tf, "w", numbers(tf, 1, 512, 1024)))));
  }

  private Path linear(String name, Shape input) {
    return Fixtures.savedModel(
        folder.resolve(name),
        input,
        (tf, x) -> tf.nn.softmax(tf.linalg.matMul(x, numbers(tf, 1, 4, 3))));
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContainingAll(parts);
  }
}
