package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;
import static org.ostrichml.Fixtures.variable;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.data.Batch;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;

/** Convolutions by the native kernel, against TensorFlow on the model as it was saved. */
class NativeConvolutionTest {
  private static final List<Long> ONE = List.of(1L, 1L, 1L, 1L);

  @TempDir Path folder;

  @BeforeEach
  void needsTheLibrary() {
    Assumptions.assumeTrue(NativeKernels.available(), NativeKernels.description());
  }

  private static Operand<TFloat32> filter(Ops tf, int channels, int outputs) {
    return variable(tf, "w", numbers(tf, 1, 3, 3, channels, outputs));
  }

  private static Operand<TFloat32> bias(Ops tf, int outputs) {
    return variable(tf, "b", numbers(tf, 2, outputs));
  }

  private static long convolutions(TargetModel model) {
    return new GraphCopy(List.of(model.output().asOutput()))
        .ops().stream().filter(op -> op.type().equals(NativeKernels.CONVOLUTION)).count();
  }

  /** Checks the values for a batch, and that each example has the same bits when it is alone. */
  private void check(Shape shape, int convolutions, Network network) {
    Path saved = Fixtures.savedModel(folder, shape, network);
    int size = 3;
    Batch x =
        Fixtures.examples(5, size, (int) shape.get(1), (int) shape.get(2), (int) shape.get(3));
    try (SavedModelBundle bundle = SavedModelBundle.load(saved.toString(), "serve");
        TargetModel model = TargetModel.load(saved);
        TFloat32 fed = Tensors.of(x);
        Result expected = bundle.session().runner().feed("x", fed).fetch("y").run()) {
      assertThat(convolutions(model)).isEqualTo(convolutions);
      Batch values = model.run(x);
      assertThat(values.values())
          .containsExactly(Tensors.batch(expected.get(0)).values(), within(1e-4f));
      for (int i = 0; convolutions > 0 && i < size; i++) {
        assertThat(model.run(x.slice(i, i + 1)).values())
            .isEqualTo(values.slice(i, i + 1).values());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 4, 16, 16", "6, 5, 16, 33", "7, 12, 31, 64", "9, 9, 48, 20", "21, 17, 20, 70"})
  void aConvolutionItsBiasAndReluAreOneOp(int height, int width, int channels, int outputs) {
    check(
        Shape.of(-1, height, width, channels),
        1,
        (tf, x) ->
            tf.nn.relu(
                tf.nn.biasAdd(
                    tf.nn.conv2d(x, filter(tf, channels, outputs), ONE, "SAME"),
                    bias(tf, outputs))));
  }

  @Test
  void aPaddingOfItsOwnIsTheSame() {
    check(
        Shape.of(-1, 6, 6, 16),
        1,
        (tf, x) ->
            tf.nn.conv2d(
                x,
                filter(tf, 16, 16),
                ONE,
                "EXPLICIT",
                Conv2d.explicitPaddings(List.of(0L, 0L, 1L, 1L, 1L, 1L, 0L, 0L))));
  }

  @Test
  void aBiasThatIsReadTwiceIsComputedOnce() {
    check(
        Shape.of(-1, 6, 6, 16),
        1,
        (tf, x) -> {
          Operand<TFloat32> y =
              tf.nn.biasAdd(tf.nn.conv2d(x, filter(tf, 16, 16), ONE, "SAME"), bias(tf, 16));
          return tf.math.add(tf.nn.relu(y), y);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"strided", "dilated", "VALID"})
  void othersAreLeftToTensorFlow(String kind) {
    List<Long> two = List.of(1L, 2L, 2L, 1L);
    check(
        Shape.of(-1, 8, 8, 16),
        0,
        (tf, x) ->
            tf.nn.conv2d(
                x,
                filter(tf, 16, 16),
                kind.equals("strided") ? two : ONE,
                kind.equals("VALID") ? "VALID" : "SAME",
                Conv2d.dilations(kind.equals("dilated") ? two : ONE)));
  }

  @ParameterizedTest
  @CsvSource({"8, 15, 16", "8, 16, 15", "3, 16, 16"})
  void smallOnesAreLeftToTensorFlow(int side, int channels, int outputs) {
    check(
        Shape.of(-1, side, side, channels),
        0,
        (tf, x) -> tf.nn.conv2d(x, filter(tf, channels, outputs), ONE, "SAME"));
  }

  @Test
  void aReluKeepsNaN() {
    Path saved =
        Fixtures.savedModel(
            folder,
            Shape.of(-1, 4, 4, 16),
            (tf, x) -> tf.nn.relu(tf.nn.conv2d(x, filter(tf, 16, 16), ONE, "SAME")));
    Batch x = Fixtures.examples(5, 1, 4, 4, 16);
    x.values()[0] = Float.NaN;
    try (TargetModel model = TargetModel.load(saved)) {
      assertThat(model.run(x).values()[0]).isNaN();
    }
  }

  /** A convolution whose filter is fed, and TensorFlow's. */
  private static final class Lab implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Operand<TFloat32> x = numbers(tf, 1, 2, 6, 6, 16);
    private final Operand<TFloat32> filter =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(3, 3, 16, 20)));
    private final Operand<TFloat32> theirs = tf.nn.conv2d(x, filter, ONE, "SAME");
    private final Operand<TFloat32> ours =
        Fixtures.raw(tf, NativeKernels.CONVOLUTION, b -> {}, x, filter, tf.constant(new float[20]));
    private final Session session = new Session(graph);

    float[] run(Operand<TFloat32> fetch, TFloat32 fed) {
      try (Result result = session.runner().feed(filter, fed).fetch(fetch).run()) {
        return Tensors.batch(result.get(0)).values();
      }
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }
  }

  @Test
  void anotherFilterIsTransformedAnew() {
    try (Lab lab = new Lab();
        TFloat32 one = Tensors.of(Fixtures.examples(6, 3, 3, 16, 20));
        TFloat32 other = Tensors.of(Fixtures.examples(7, 3, 3, 16, 20))) {
      for (TFloat32 filter : List.of(one, one, other, one)) {
        assertThat(lab.run(lab.ours, filter))
            .containsExactly(lab.run(lab.theirs, filter), within(1e-4f));
      }
    }
  }

  @Test
  void threadsMayRunItFirstAtOnce() {
    try (Lab lab = new Lab();
        TFloat32 filter = Tensors.of(Fixtures.examples(6, 3, 3, 16, 20))) {
      List<float[]> found =
          IntStream.range(0, 16).parallel().mapToObj(i -> lab.run(lab.ours, filter)).toList();
      assertThat(found).allSatisfy(each -> assertThat(each).isEqualTo(found.get(0)));
      assertThat(found.get(0)).containsExactly(lab.run(lab.theirs, filter), within(1e-4f));
    }
  }
}
