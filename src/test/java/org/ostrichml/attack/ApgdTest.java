package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.objective.Losses;
import org.tensorflow.ndarray.Shape;

/** APGD where every step, or the best there is, is known. */
class ApgdTest {
  private static final int STEPS = 50;
  private static final float PEAK = 0.5f;
  private static final float STEEPNESS = 100;

  @TempDir Path folder;

  @Test
  void checkpointsAreThePublishedOnes() {
    assertThat(Apgd.checkpoints(100)).containsExactly(22, 41, 57, 70, 80, 87, 93, 99);
    assertThat(Apgd.checkpoints(50)).containsExactly(11, 21, 29, 35, 40, 44, 47, 50);
    assertThat(Apgd.checkpoints(10)).containsExactly(3, 5, 6, 7, 8, 9, 10);
  }

  /** Of a linear function on a ball: epsilon times the dual norm of its slope. */
  @ParameterizedTest
  @EnumSource(Norm.class)
  void reachesTheLargestValueOfALinearFunction(Norm norm) {
    Threat threat = Threat.of(norm, 0.3f).withoutClip();
    try (LinearClasses linear = new LinearClasses(folder, 2)) {
      for (Apgd attack :
          List.of(Apgd.crossEntropy(threat, 20, 1), new Apgd(threat, 2, Options.DEFAULT))) {
        Batch result = attack.compile(linear.model).run(linear.x, goal(linear)).examples();
        for (int i = 0; i < LinearClasses.EXAMPLES; i++) {
          int other = 1 - linear.labels[i];
          double used = linear.distance(i, other, norm, linear.lead(result, i, other));
          assertThat(used).isCloseTo(0.3, within(1e-6));
        }
      }
    }
  }

  /** From 0.51 within 0.1, where the loss is largest at 0.5; worked out by hand. */
  @Test
  void firstStepsAreThoseOfThePaper() {
    List<Double> heights = losses(0.51f, 0.1f);
    double[] points = {0.51, 0.41, 0.535, 0.4725};
    for (int i = 0; i < points.length; i++) {
      assertThat(Math.sqrt(-heights.get(i) / STEEPNESS))
          .isCloseTo(Math.abs(points[i] - PEAK), within(1e-5));
    }
  }

  /** Every loss of 50 steps, over all eight checkpoints, is that of the paper's algorithm. */
  @ParameterizedTest
  @CsvSource({
    "0.51, 0.1, 8",
    "0.43, 0.2, 8",
    "0.5, 0.1, 8",
    "0.2, 0.1, 8",
    "0.9, 0.39, 8",
    "0.53, 0.0625, 8"
  })
  void stepsHalveWhereTheyDoInAlgorithm1(float start, float epsilon, int checkpoints) {
    Reference reference = new Reference(start, epsilon);
    List<Double> measured = losses(start, epsilon);
    assertThat(reference.halvings).hasSize(checkpoints).contains(true);
    for (int i = 0; i < STEPS; i++) {
      assertThat(measured.get(i)).as("step %d", i).isCloseTo(reference.losses.get(i), within(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.51, 0.1", "0.43, 0.2", "0.9, 0.39"})
  void whatComesOutIsTheBestPointOfAll(float start, float epsilon) {
    try (TargetModel model = peak()) {
      Batch x = new Batch(new float[] {start}, 1, 1);
      List<Float> heights = new ArrayList<>();
      float result =
          new Apgd(Threat.linf(epsilon), STEPS, margin())
              .compile(model)
              .run(x, Goal.untargeted(0), step -> heights.add(step.losses()[0]))
              .examples()
              .values()[0];
      assertThat(-STEEPNESS * (result - PEAK) * (result - PEAK))
          .isCloseTo(Collections.max(heights), within(1e-6f));
    }
  }

  /** Where another class than that of the largest loss is what takes the example. */
  @Test
  void whatReachedTheGoalIsPreferredToWhatOnlyHasALargerLoss() {
    try (LinearClasses linear = new LinearClasses(folder, 5)) {
      for (Losses loss : List.of(Losses.CROSS_ENTROPY, Losses.DLR)) {
        boolean[] seen = new boolean[LinearClasses.EXAMPLES];
        Options options = Options.DEFAULT.withLoss(loss).withRandomStart(3, 1);
        Batch result =
            new Apgd(Threat.linf(linear.halfway(Norm.LINF)), 30, options)
                .compile(linear.model)
                .run(
                    linear.x,
                    goal(linear),
                    step -> {
                      for (int i : step.examples()) {
                        seen[i] |= step.reached()[i];
                      }
                    })
                .examples();
        int[] after = linear.predicted(result);
        boolean[] taken = new boolean[seen.length];
        for (int i = 0; i < seen.length; i++) {
          taken[i] = after[i] != linear.labels[i];
        }
        assertThat(taken).isEqualTo(seen).contains(true).contains(false);
      }
    }
  }

  @Test
  void whatCannotBeCompiledIsRefused() {
    Threat threat = Threat.linf(0.1f);
    refused(() -> new Apgd(threat, 1, Options.DEFAULT), "number of steps is 1");
    refused(() -> new TargetedApgd(threat, 1, 3), "number of steps is 1");
    refused(() -> new TargetedApgd(threat, 5, 0, Options.DEFAULT), "number of targets is 0");
    try (LinearClasses two = new LinearClasses(folder, 2);
        LinearClasses three = new LinearClasses(folder, 3)) {
      refused(() -> Apgd.dlr(threat, 5, 1).compile(two.model), "3 largest scores", "2 classes");
      refused(() -> new TargetedApgd(threat, 5, 1).compile(three.model), "at least 4", "has 3");
      Apgd.dlr(threat, 5, 1).compile(three.model).run(three.x, goal(three));
    }
  }

  private static Goal goal(LinearClasses linear) {
    return Goal.untargeted(linear.labels);
  }

  private static Options margin() {
    return Options.DEFAULT.withLoss(Losses.MARGIN);
  }

  /** Scores of which the margin at label 0 is {@code -100 (x - 0.5)^2}. */
  private TargetModel peak() {
    return TargetModel.load(
        Fixtures.savedModel(
            folder.resolve("peak"),
            Shape.of(-1, 1),
            (tf, x) ->
                tf.math.mul(
                    tf.math.square(tf.math.sub(x, tf.constant(PEAK))),
                    tf.constant(new float[] {STEEPNESS, 0}))));
  }

  private List<Double> losses(float start, float epsilon) {
    List<Double> losses = new ArrayList<>();
    try (TargetModel model = peak()) {
      new Apgd(Threat.linf(epsilon), STEPS, margin())
          .compile(model)
          .run(
              new Batch(new float[] {start}, 1, 1),
              Goal.untargeted(0),
              step -> losses.add((double) step.losses()[0]));
    }
    return losses;
  }

  /** Algorithm 1 for one number, line by line, with checkpoints 11, 21, 29, 35, 40, 44, 47, 50. */
  private static final class Reference {
    final List<Double> losses = new ArrayList<>();
    final List<Boolean> halvings = new ArrayList<>();
    private final double lower;
    private final double upper;

    Reference(double start, double epsilon) {
      lower = Math.max(0, start - epsilon);
      upper = Math.min(1, start + epsilon);
      List<Integer> checkpoints = List.of(11, 21, 29, 35, 40, 44, 47, 50);
      double eta = 2 * epsilon;
      double previous = start;
      double x = clip(start + eta * Math.signum(PEAK - start));
      losses.add(loss(start));
      losses.add(loss(x));
      double best = loss(x) > loss(start) ? x : start;
      int last = 0;
      double bestAtLast = loss(start);
      boolean halvedAtLast = false;
      for (int k = 1; k <= STEPS; k++) {
        if (checkpoints.contains(k)) {
          int climbs = 0;
          for (int i = last; i < k; i++) {
            climbs += losses.get(i + 1) > losses.get(i) ? 1 : 0;
          }
          boolean halve = climbs < 0.75 * (k - last) || !halvedAtLast && loss(best) == bestAtLast;
          halvings.add(halve);
          eta = halve ? eta / 2 : eta;
          x = halve ? best : x;
          last = k;
          bestAtLast = loss(best);
          halvedAtLast = halve;
        }
        double z = clip(x + eta * Math.signum(PEAK - x));
        double next = clip(x + 0.75 * (z - x) + 0.25 * (x - previous));
        previous = x;
        x = next;
        losses.add(loss(x));
        best = loss(x) > loss(best) ? x : best;
      }
    }

    private double clip(double value) {
      return Math.max(lower, Math.min(upper, value));
    }

    private static double loss(double x) {
      return -STEEPNESS * (x - PEAK) * (x - PEAK);
    }
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContainingAll(parts);
  }
}
