package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** All models here have the logits {@code x W}; only what comes behind differs. */
class OutputHeadTest {
  private static final ModelOptions NAMED = ModelOptions.defaults().withTensors(null, "y");
  private static final Batch X = Fixtures.examples(5, 3, 4);

  @TempDir Path folder;

  @Test
  void logitsBehindASoftmaxAreFound() {
    check((tf, x) -> tf.nn.softmax(scores(tf, x)), OutputKind.SOFTMAX);
  }

  @Test
  void logitsAreFoundThroughIdentityReshapeAndSqueeze() {
    check(
        (tf, x) -> tf.identity(tf.stopGradient(tf.nn.softmax(scores(tf, x)))), OutputKind.SOFTMAX);
    check(
        (tf, x) ->
            tf.squeeze(
                tf.nn.softmax(tf.reshape(scores(tf, x), tf.constant(new int[] {-1, 1, 1, 3}))),
                Squeeze.axis(java.util.List.of(1L, 2L))),
        OutputKind.SOFTMAX);
    check(
        (tf, x) ->
            tf.reshape(
                tf.nn.softmax(tf.reshape(scores(tf, x), tf.constant(new int[] {-1, 1, 1, 3}))),
                tf.constant(new int[] {-1, 3})),
        OutputKind.SOFTMAX);
  }

  @Test
  void writtenOutSoftmaxIsFound() {
    check(
        (tf, x) -> {
          Operand<TFloat32> exp = tf.math.exp(scores(tf, x));
          return tf.math.div(exp, sum(tf, exp));
        },
        OutputKind.SOFTMAX);
    check(
        (tf, x) -> {
          Operand<TFloat32> exp = tf.math.exp(scores(tf, x));
          Operand<TFloat32> sum =
              tf.reduceSum(exp, tf.constant(new int[] {1}), ReduceSum.keepDims(true));
          return tf.identity(tf.math.div(exp, sum));
        },
        OutputKind.SOFTMAX);
  }

  @Test
  void writtenOutSoftmaxMayHaveItsMaximumTakenOff() {
    Path model =
        model(
            (tf, x) -> {
              Operand<TFloat32> scores = scores(tf, x);
              Operand<TFloat32> largest =
                  tf.reduceMax(scores, tf.constant(-1), ReduceMax.keepDims(true));
              Operand<TFloat32> exp = tf.math.exp(tf.math.sub(scores, largest));
              return tf.math.div(exp, sum(tf, exp));
            });
    try (TargetModel loaded = TargetModel.load(model)) {
      assertThat(loaded.outputKind()).isEqualTo(OutputKind.SOFTMAX);
      float[] logits = logits(loaded).values();
      for (int row = 0; row < 9; row += 3) {
        assertThat(Math.max(logits[row], Math.max(logits[row + 1], logits[row + 2]))).isZero();
      }
    }
  }

  @Test
  void divisionThatIsNoSoftmaxOverTheClassesIsNotTakenForOne() {
    Path model =
        model(
            (tf, x) -> {
              Operand<TFloat32> exp = tf.math.exp(scores(tf, x));
              return tf.math.div(exp, tf.reduceSum(exp, tf.constant(0), ReduceSum.keepDims(true)));
            });
    try (TargetModel loaded = TargetModel.load(model)) {
      assertThat(loaded.outputKind()).isNotEqualTo(OutputKind.SOFTMAX);
    }
  }

  @Test
  void probabilitiesWithoutSoftmaxGiveLogProbabilities() {
    Path model =
        model(
            (tf, x) -> {
              Operand<TFloat32> positive = tf.math.square(scores(tf, x));
              Operand<TFloat32> shifted = tf.math.add(positive, tf.constant(0.1f));
              return tf.math.div(shifted, sum(tf, shifted));
            });
    try (TargetModel loaded = TargetModel.load(model)) {
      assertThat(loaded.outputKind()).isEqualTo(OutputKind.PROBABILITIES);
      Batch probabilities = loaded.predict(X);
      assertThat(loaded.run(X).values()).isEqualTo(probabilities.values());
      float[] logits = logits(loaded).values();
      for (int i = 0; i < logits.length; i++) {
        assertThat(Math.exp(logits[i])).isCloseTo(probabilities.values()[i], within(1e-6));
      }
    }
  }

  @Test
  void scoresAreTakenAsLogits() {
    check((tf, x) -> scores(tf, x), OutputKind.SCORES);
  }

  @Test
  void otherFloatTypesAreReadAsFloat32() {
    Path path = model((tf, x) -> tf.nn.softmax(tf.dtypes.cast(scores(tf, x), TFloat64.class)));
    try (TargetModel model = TargetModel.load(path, NAMED);
        TargetModel linear = TargetModel.load(model(OutputHeadTest::scores))) {
      assertThat(model.outputKind()).isEqualTo(OutputKind.SOFTMAX);
      assertThat(logits(model).values()).containsExactly(linear.run(X).values(), within(1e-6f));
    }
  }

  @Test
  void singleValueAnExampleIsNoClass() {
    for (Network network :
        new Network[] {
          (tf, x) -> tf.math.sigmoid(tf.linalg.matMul(x, numbers(tf, 1, 4, 1))),
          (tf, x) -> tf.reduceSum(x, tf.constant(1)),
          (tf, x) -> tf.nn.softmax(tf.linalg.matMul(x, numbers(tf, 1, 4, 1)))
        }) {
      try (TargetModel model = TargetModel.load(model(network))) {
        assertThat(model.outputKind()).isEqualTo(OutputKind.NO_CLASSES);
        assertThat(model.classes()).isZero();
        assertThat(model.run(X).size()).isEqualTo(3);
      }
    }
  }

  @Test
  void outputWithoutAnAxisForTheExamplesServesOneExampleAlone() {
    Path path = model((tf, x) -> tf.reduceSum(x, tf.constant(new int[] {0, 1})));
    try (TargetModel model = TargetModel.load(path)) {
      assertThat(model.run(X.slice(0, 1)).values()).hasSize(1);
      assertThatThrownBy(() -> model.run(X))
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("3 examples");
    }
  }

  @Test
  void outputWithoutGradientIsRefused() {
    Path path = model((tf, x) -> tf.math.argMax(scores(tf, x), tf.constant(1)));
    assertThatThrownBy(() -> TargetModel.load(path, NAMED))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("Output 'y:0' is int64, which has no gradient");
  }

  @Test
  void freeLastAxisIsReadOffARun() {
    Path path =
        model(
            (tf, x) ->
                tf.gather(
                    tf.nn.softmax(scores(tf, x)),
                    tf.reshape(
                        tf.where(tf.constant(new boolean[] {true, true, true})),
                        tf.constant(new int[] {-1})),
                    tf.constant(1)));
    try (TargetModel model = TargetModel.load(path)) {
      assertThat(model.outputShape()).containsExactly(-1, -1);
      assertThat(model.classes()).isEqualTo(3);
      assertThat(model.outputKind()).isEqualTo(OutputKind.PROBABILITIES);
    }
  }

  /** Checks that the logits are {@code x W}, of the output's shape, and make the probabilities. */
  private void check(Network network, OutputKind kind) {
    try (TargetModel model = TargetModel.load(model(network))) {
      assertThat(model.outputKind()).isEqualTo(kind);
      assertThat(model.classes()).isEqualTo(3);
      Batch logits = logits(model);
      assertThat(logits.shape()).containsExactly(3, 3);
      Batch probabilities = model.predict(X);
      try (TargetModel linear = TargetModel.load(model(OutputHeadTest::scores))) {
        float[] expected = linear.run(X).values();
        assertThat(logits.values()).containsExactly(expected, within(1e-6f));
        for (int i = 0; i < 9; i++) {
          int row = i / 3 * 3;
          double sum =
              Math.exp(expected[row]) + Math.exp(expected[row + 1]) + Math.exp(expected[row + 2]);
          assertThat((double) probabilities.values()[i])
              .isCloseTo(Math.exp(expected[i]) / sum, within(1e-6));
        }
      }
    }
  }

  private static Batch logits(TargetModel model) {
    try (TFloat32 fed = Tensors.of(X);
        Result result =
            model.session().runner().feed(model.input(), fed).fetch(model.logits()).run()) {
      return Tensors.batch(result.get(0));
    }
  }

  private Path model(Network network) {
    return Fixtures.savedModel(folder.resolve("model"), Shape.of(-1, 4), network);
  }

  private static Operand<TFloat32> scores(Ops tf, Operand<TFloat32> x) {
    return tf.linalg.matMul(x, tf.math.mul(numbers(tf, 1, 4, 3), tf.constant(3f)));
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> values) {
    return tf.reduceSum(values, tf.constant(-1), ReduceSum.keepDims(true));
  }
}
