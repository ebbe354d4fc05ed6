package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.objective.Losses;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Models that draw at random. The scores here are {@code m x W}, where m is drawn: what a run drew
 * can be read off its scores.
 */
class DrawsTest {
  private static final int WIDTH = 5;
  private static final int CLASSES = 3;
  private static final int DRAWS = 7;
  private static final int[] LABELS = {1, 0, 2, 1};
  private static final Batch X = Fixtures.examples(4, LABELS.length, WIDTH);

  @TempDir Path folder;

  /** How m is drawn. */
  private enum Noise {
    /** One for the whole batch. */
    SHARED {
      @Override
      Operand<TFloat32> of(Ops tf, Operand<TFloat32> x) {
        return tf.random.randomUniform(tf.constant(new int[] {1, 1}), TFloat32.class);
      }
    },
    /** One for each example. */
    OF_EACH {
      @Override
      Operand<TFloat32> of(Ops tf, Operand<TFloat32> x) {
        Operand<TInt32> batch = tf.stridedSlice(tf.shape(x), Indices.sliceTo(1));
        Operand<TInt32> column = tf.concat(List.of(batch, tf.array(1)), tf.constant(0));
        return tf.random.randomUniform(column, TFloat32.class);
      }
    },
    /** Another draw decides what is drawn from. */
    OF_A_DRAW {
      @Override
      Operand<TFloat32> of(Ops tf, Operand<TFloat32> x) {
        Operand<TFloat32> odds =
            tf.random.randomUniform(tf.constant(new int[] {1, 900}), TFloat32.class);
        return tf.math.add(
            tf.dtypes.cast(
                tf.random.multinomial(odds, tf.constant(1), TInt32.class), TFloat32.class),
            tf.constant(1f));
      }
    };

    abstract Operand<TFloat32> of(Ops tf, Operand<TFloat32> x);
  }

  private Path model(Noise noise) {
    return Fixtures.savedModel(
        folder.resolve("model"),
        Shape.of(-1, WIDTH),
        (tf, x) ->
            tf.linalg.matMul(tf.math.mul(x, noise.of(tf, x)), numbers(tf, 1, WIDTH, CLASSES)));
  }

  private static InputGradient.Value gradient(TargetModel drawn) {
    int[] labels = new int[LABELS.length * DRAWS];
    Arrays.setAll(labels, i -> LABELS[i / DRAWS]);
    return InputGradient.of(drawn, Losses.LOGIT, drawn.logits())
        .run(X, new IntArray(labels, new int[] {LABELS.length, DRAWS}));
  }

  private static double weight(int row, int label) {
    return 2 * Fixtures.examples(1, WIDTH, CLASSES).values()[row * CLASSES + label] - 1;
  }

  /** What was drawn for each example in each draw, told by its scores. */
  private static double[][] factors(Batch scores) {
    double[][] factors = new double[LABELS.length][DRAWS];
    for (int i = 0; i < LABELS.length; i++) {
      double plain = 0;
      for (int row = 0; row < WIDTH; row++) {
        plain += X.values()[i * WIDTH + row] * weight(row, 0);
      }
      for (int draw = 0; draw < DRAWS; draw++) {
        factors[i][draw] = scores.values()[(i * DRAWS + draw) * CLASSES] / plain;
      }
    }
    return factors;
  }

  /** Minus the sum of what was drawn, times the label's weights: forward and back draw alike. */
  @ParameterizedTest
  @EnumSource(Noise.class)
  void theGradientIsThatOfTheDrawsThatTheScoresAreOf(Noise noise) {
    try (TargetModel model = TargetModel.load(model(noise))) {
      TargetModel drawn = model.overDraws(DRAWS);
      assertThat(drawn.positions()).isEqualTo(DRAWS);
      assertThat(drawn.views()).isEqualTo(DRAWS);
      assertThat(drawn.outputShape()).containsExactly(-1, CLASSES);
      InputGradient.Value value = gradient(drawn);
      double[][] factors = factors(value.scores());
      for (int i = 0; i < LABELS.length; i++) {
        double sum = Arrays.stream(factors[i]).sum();
        for (int row = 0; row < WIDTH; row++) {
          double expected = -sum * weight(row, LABELS[i]);
          assertThat((double) value.gradient().values()[i * WIDTH + row])
              .isCloseTo(expected, within(1e-4 * (1 + Math.abs(expected))));
        }
        assertThat(Arrays.stream(factors[i]).mapToObj(m -> Math.round(m * 1e4)).distinct())
            .as("draws of one example")
            .hasSizeGreaterThan(DRAWS - 2);
      }
      boolean alike = Math.abs(factors[0][0] - factors[1][0]) < 1e-4;
      assertThat(alike).isEqualTo(noise != Noise.OF_EACH);
      assertThat(gradient(drawn).scores().values()).isNotEqualTo(value.scores().values());
    }
  }

  @Test
  void theProbabilitiesAreTheMeanOfTheDraws() {
    try (TargetModel model = TargetModel.load(model(Noise.SHARED))) {
      // So many draws are near what is expected of a single one: E[m x W], m from 0 to 1.
      Batch mean = model.overDraws(400).run(X);
      assertThat(mean.shape()).containsExactly(LABELS.length, CLASSES);
      for (int i = 0; i < LABELS.length; i++) {
        double plain = 0;
        for (int row = 0; row < WIDTH; row++) {
          plain += X.values()[i * WIDTH + row] * weight(row, 0);
        }
        assertThat(mean.values()[i * CLASSES] / plain).isCloseTo(0.5, within(0.1));
      }
    }
  }

  @Test
  void theSameSeedDrawsTheSameAndAnotherOthers() {
    Path model = model(Noise.OF_EACH);
    Set<Integer> seen = new HashSet<>();
    for (long seed : new long[] {0, 0, 5, 5}) {
      try (TargetModel loaded = TargetModel.load(model, ModelOptions.defaults().withSeed(seed))) {
        float[] first = loaded.run(X).values();
        assertThat(loaded.run(X).values()).isNotEqualTo(first);
        seen.add(Arrays.hashCode(first));
      }
    }
    assertThat(seen).hasSize(2);
  }

  @Test
  void whatDoesNotDrawHasNothingToAverageOver() {
    Path still =
        Fixtures.savedModel(
            folder.resolve("still"),
            Shape.of(-1, WIDTH),
            (tf, x) -> tf.linalg.matMul(x, numbers(tf, 1, WIDTH, CLASSES)));
    try (TargetModel model = TargetModel.load(still)) {
      assertThat(model.isRandom()).isFalse();
      assertThatThrownBy(() -> model.overDraws(3))
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("draws nothing at random");
    }
    try (TargetModel model = TargetModel.load(model(Noise.SHARED))) {
      assertThat(model.isRandom()).isTrue();
      assertThatThrownBy(() -> model.overDraws(0)).hasMessageContaining("at least 1");
      assertThatThrownBy(() -> model.overDraws(2).overDraws(2))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> model.overDraws(2).requireOneVector())
          .hasMessageContaining("2 for each example", "--eot");
    }
  }
}
