package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.tensorflow.ndarray.Shape;

/** The L-BFGS attack on {@code logits = [w x + b, 0]}: the least change is known. */
class LbfgsTest {
  private static final Threat FREE = Threat.unbounded(Norm.L2);

  @TempDir Path folder;

  /** A model of two classes, the first of which leads by {@code w x + b}. */
  private TargetModel linear(float bias, float... w) {
    float[][] weights = new float[w.length][2];
    for (int i = 0; i < w.length; i++) {
      weights[i] = new float[] {w[i], 0};
    }
    return TargetModel.load(
        Fixtures.savedModel(
            folder.resolve("linear"),
            Shape.of(-1, w.length),
            (tf, x) ->
                tf.math.add(
                    tf.linalg.matMul(x, tf.constant(weights)),
                    tf.constant(new float[] {bias, 0}))));
  }

  private static double length(Batch x, Batch moved, int example) {
    double squares = 0;
    for (int i = example * x.exampleSize(); i < (example + 1) * x.exampleSize(); i++) {
      squares += Math.pow((double) moved.values()[i] - x.values()[i], 2);
    }
    return Math.sqrt(squares);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inTheBoxTheLeastChangeIsTheLeadOverTheLengthOfTheWeights(boolean targeted) {
    float[] w = {0.5f, -1.5f, 0.25f, -0.75f, 0, 2};
    Batch x =
        new Batch(new float[] {.5f, .5f, .5f, .5f, .5f, .5f, .6f, .4f, .5f, .5f, 0, .5f}, 2, 6);
    try (TargetModel model = linear(0.5f, w)) {
      AdversarialBatch result =
          new Lbfgs(FREE, 250).compile(model).run(x, new Goal(targeted, targeted ? 1 : 0));
      for (int example = 0; example < 2; example++) {
        double lead = 0.5;
        double squares = 0;
        for (int i = 0; i < w.length; i++) {
          lead += w[i] * x.values()[example * 6 + i];
          squares += w[i] * w[i];
        }
        double least = lead / Math.sqrt(squares);
        assertThat(length(x, result.examples(), example)).isBetween(0.99999 * least, 1.01 * least);
      }
      assertThat(Judge.of(model, result.examples(), Goal.targeted(1)).reached())
          .containsExactly(true, true);
      assertThat(result.effort().mostForward()).isLessThanOrEqualTo(250);
    }
  }

  /**
   * The lead is 1 and w is (3, 4): the first value meets its bound after 0.1, so the second goes (1
   * - 3 * 0.1) / 4 rather than 0.16.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereABoundIsActiveTheOthersGoFarther(boolean targeted) {
    Batch x = new Batch(new float[] {0.1f, 0.5f}, 1, 2);
    try (TargetModel model = linear(-1.3f, 3, 4)) {
      Batch result =
          new Lbfgs(FREE, 250)
              .compile(model)
              .run(x, new Goal(targeted, targeted ? 1 : 0))
              .examples();
      assertThat(result.values()[0]).isEqualTo(0);
      assertThat(result.values()[1]).isCloseTo(0.325f, within(0.002f));
    }
  }

  @Test
  void examplesThatHaveReachedTheGoalStay() {
    Batch x = new Batch(new float[] {0.1f, 0.5f}, 1, 2);
    try (TargetModel model = linear(1, 3, 4)) {
      AdversarialBatch result = new Lbfgs(FREE, 50).compile(model).run(x, Goal.targeted(0));
      assertThat(result.examples().values()).isEqualTo(x.values());
      assertThat(result.effort().forward()).containsExactly(1);
    }
  }

  @Test
  void gradientOfZeroIsSaidAndEndsIt() {
    Batch x = new Batch(new float[] {0.1f, 0.5f}, 1, 2);
    try (TargetModel model = linear(1, 0, 0)) {
      AdversarialBatch result = new Lbfgs(FREE, 50).compile(model).run(x, Goal.untargeted(0));
      assertThat(result.examples().values()).isEqualTo(x.values());
      assertThat(result.effort().zeroGradient()).containsExactly(true);
      assertThat(result.effort().backward()).containsExactly(1);
    }
  }

  @Test
  void savedGreyLevelsReachTheGoal() {
    float[] w = {0.5f, -1.5f, 0.25f, -0.75f, 0.1f, 2};
    float[] values = new float[60];
    for (int i = 0; i < values.length; i++) {
      values[i] = (60 + i * 7 % 130) / 255f;
    }
    Batch x = new Batch(values, 10, 6);
    try (TargetModel model = linear(0.03f, w)) {
      boolean[] first = Judge.of(model, x, Goal.targeted(0)).reached();
      int[] labels = new int[10];
      for (int i = 0; i < 10; i++) {
        labels[i] = first[i] ? 0 : 1;
      }
      Batch result =
          new Lbfgs(FREE.withGreyLevels(), 200)
              .compile(model)
              .run(x, Goal.untargeted(labels))
              .examples();
      assertThat(Judge.of(model, result, Goal.untargeted(labels)).reached()).containsOnly(true);
      for (float value : result.values()) {
        assertThat(value).isEqualTo(model.bounds().value(model.bounds().pixel(value)));
      }
    }
  }

  /** Every pass serves the examples that still need one. */
  @Test
  void examplesShareTheirPasses() {
    Batch x = Fixtures.examples(3, 9, 2);
    try (TargetModel model = linear(-3, 3, 4)) {
      List<Integer> passes = new ArrayList<>();
      AdversarialBatch result =
          new Lbfgs(FREE, 60)
              .compile(model)
              .run(x, Goal.targeted(0), step -> passes.add(step.examples().length));
      assertThat(passes.get(0)).isEqualTo(9);
      assertThat(passes).hasSize(result.effort().mostForward());
      assertThat(passes.stream().mapToLong(each -> each).sum())
          .isEqualTo(result.effort().totalBackward());
    }
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Lbfgs(FREE, 0))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("0 steps");
  }
}
