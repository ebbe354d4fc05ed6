package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;
import static org.ostrichml.Fixtures.variable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;

/** Products by the native kernel, against TensorFlow on the model as it was saved. */
class NativeProductTest {
  @TempDir Path folder;

  @BeforeEach
  void needsTheLibrary() {
    Assumptions.assumeTrue(NativeKernels.available(), NativeKernels.description());
  }

  private static Operand<TFloat32> biased(Ops tf, Operand<TFloat32> x, int inputs, int outputs) {
    return tf.nn.biasAdd(
        tf.linalg.matMul(x, variable(tf, "w" + inputs, numbers(tf, inputs, inputs, outputs))),
        variable(tf, "b" + inputs, numbers(tf, outputs, outputs)));
  }

  private static List<GraphOperation> products(TargetModel model) {
    return new GraphCopy(List.of(model.output().asOutput()))
        .ops().stream().filter(op -> op.type().equals(NativeKernels.PRODUCT)).toList();
  }

  /** Checks the values for a batch, and that each example has the same bits when it is alone. */
  private void check(int size, Shape shape, int products, Network network) {
    Path saved = Fixtures.savedModel(folder, shape, network);
    int[] axes = Arrays.stream(shape.asArray()).mapToInt(Math::toIntExact).toArray();
    axes[0] = size;
    Batch x = Fixtures.examples(3, axes);
    try (SavedModelBundle bundle = SavedModelBundle.load(saved.toString(), "serve");
        TargetModel model = TargetModel.load(saved);
        TFloat32 fed = Tensors.of(x);
        Result expected = bundle.session().runner().feed("x", fed).fetch("y").run()) {
      assertThat(products(model)).hasSize(products);
      Batch values = model.run(x);
      assertThat(values.values())
          .containsExactly(Tensors.batch(expected.get(0)).values(), within(1e-4f));
      for (int i = 0; products > 0 && i < size; i++) {
        assertThat(model.run(x.slice(i, i + 1)).values())
            .isEqualTo(values.slice(i, i + 1).values());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 3", "2, 32, 96", "7, 33, 31", "12, 64, 65", "31, 100, 10", "200, 17, 70"})
  void layersAreOneProductEach(int size, int inputs, int outputs) {
    check(
        size,
        Shape.of(-1, inputs),
        2,
        (tf, x) -> biased(tf, tf.nn.relu(biased(tf, x, inputs, outputs)), outputs, 4));
  }

  @Test
  void weightsMayBeTransposedAndTheBiasAdded() {
    check(
        5,
        Shape.of(-1, 40),
        1,
        (tf, x) ->
            tf.math.add(
                tf.linalg.matMul(x, numbers(tf, 1, 6, 40), MatMul.transposeB(true)),
                numbers(tf, 2, 6)));
  }

  @Test
  void aBiasThatIsReadTwiceIsComputedOnce() {
    check(
        3,
        Shape.of(-1, 8),
        1,
        (tf, x) -> {
          Operand<TFloat32> y = biased(tf, x, 8, 4);
          return tf.math.add(tf.nn.relu(y), y);
        });
  }

  @Test
  void aReluKeepsNaN() {
    Path saved =
        Fixtures.savedModel(folder, Shape.of(-1, 2), (tf, x) -> tf.nn.relu(biased(tf, x, 2, 3)));
    try (TargetModel model = TargetModel.load(saved)) {
      assertThat(model.run(new Batch(new float[] {Float.NaN, 1}, 1, 2)).values())
          .containsOnly(Float.NaN);
    }
  }

  @Test
  void weightsThatDependOnTheInputAreLeftToTensorFlow() {
    check(
        2,
        Shape.of(-1, 4),
        0,
        (tf, x) -> tf.linalg.matMul(x, tf.linalg.matMul(x, x, MatMul.transposeA(true))));
  }

  private static Operand<TFloat32> pointwise(
      Ops tf, Operand<TFloat32> x, long stride, String padding) {
    List<Long> none = List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
    return tf.nn.conv2d(
        x,
        variable(tf, "w", numbers(tf, 1, 1, 1, 16, 20)),
        List.of(1L, stride, stride, 1L),
        padding,
        Conv2d.explicitPaddings(padding.equals("EXPLICIT") ? none : List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SAME", "VALID", "EXPLICIT"})
  void aConvolutionOfSinglePixelsItsBiasAndReluAreOneProduct(String padding) {
    check(
        3,
        Shape.of(-1, 2, 5, 16),
        1,
        (tf, x) ->
            tf.nn.relu(
                tf.nn.biasAdd(
                    pointwise(tf, x, 1, padding), variable(tf, "b", numbers(tf, 2, 20)))));
  }

  @Test
  void aConvolutionThatLeavesPixelsOutIsLeftToTensorFlow() {
    check(3, Shape.of(-1, 4, 4, 16), 0, (tf, x) -> pointwise(tf, x, 2, "SAME"));
  }

  @Test
  void weightsMayBeReadByTensorFlowToo() {
    check(
        3,
        Shape.of(-1, 6),
        1,
        (tf, x) -> {
          Operand<TFloat32> w = variable(tf, "w", numbers(tf, 1, 6, 4));
          return tf.math.add(tf.linalg.matMul(x, w), tf.reduceSum(w, tf.constant(0)));
        });
  }
}
