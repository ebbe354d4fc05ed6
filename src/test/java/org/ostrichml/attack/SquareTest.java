package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Square against linear functions, whose largest value is known, and models without a gradient. */
class SquareTest {
  private static final int SIDE = 12;
  private static final int SIZE = SIDE * SIDE * 3;

  @TempDir Path folder;

  @Test
  void squaresShrinkAsPublished() {
    Square published = new Square(Threat.linf(0.1f), 10_000, 0.8f, 1);
    int[] queries = {0, 10, 11, 50, 51, 200, 201, 501, 1001, 2001, 4001, 6001, 8000, 8001, 9999};
    int[] parts = {1, 1, 2, 2, 4, 4, 8, 16, 32, 64, 128, 256, 256, 512, 512};
    for (int i = 0; i < queries.length; i++) {
      assertThat(published.share(queries[i])).isCloseTo(0.8 / parts[i], within(1e-7));
    }
    Square shorter = new Square(Threat.l2(0.1f), 1000, 1);
    assertThat(shorter.share()).isEqualTo(0.1f);
    assertThat(shorter.share(1)).isCloseTo(0.1, within(1e-8));
    assertThat(shorter.share(2)).isCloseTo(0.05, within(1e-8));
    assertThat(shorter.share(801)).isCloseTo(0.1 / 512, within(1e-8));
  }

  @Test
  void windowsAreSquaresOfTheirShareAnywhereInTheImage() {
    SplittableRandom random = new SplittableRandom(1);
    PixelGrid image = PixelGrid.of(new int[] {20, 20, 3});
    PixelGrid row = PixelGrid.of(new int[] {50});
    PixelGrid wide = PixelGrid.of(new int[] {4, 100});
    boolean[] tops = new boolean[12];
    for (int i = 0; i < 1000; i++) {
      PixelGrid.Window square = image.window(0.2, random);
      assertThat(List.of(square.height(), square.width())).containsExactly(9, 9);
      assertThat(square.left()).isBetween(0, 11);
      tops[square.top()] = true;
      PixelGrid.Window stretch = row.window(0.2, random);
      assertThat(stretch.left()).isBetween(0, 40);
      assertThat(List.of(stretch.top(), stretch.height(), stretch.width()))
          .containsExactly(0, 1, 10);
      PixelGrid.Window band = wide.window(0.5, random);
      assertThat(List.of(band.height(), band.width())).containsExactly(4, 50);
      PixelGrid.Window pixel = image.window(1e-9, random);
      assertThat(List.of(pixel.height(), pixel.width())).containsExactly(1, 1);
    }
    assertThat(tops).containsOnly(true);
  }

  /** The label is never left, so that every query is made; how near they come was measured. */
  @ParameterizedTest
  @CsvSource({"LINF, 0.1, 0.97", "L2, 1.0, 0.5"})
  void approachesTheLargestValueOfALinearFunctionAndNeverPassesIt(
      Norm norm, float epsilon, double share) {
    Batch x = middle(3);
    Threat threat = Threat.of(norm, epsilon);
    try (TargetModel model = linear()) {
      double[] slope = slope(model);
      double largest = epsilon * norm.dual().length(slope);
      List<float[]> curve = new ArrayList<>();
      AdversarialBatch found =
          new Square(threat, 3000, 1)
              .compile(model)
              .run(x, Goal.untargeted(0), step -> curve.add(step.losses()));
      for (int i = 0; i < 3; i++) {
        double gain = 0;
        for (int j = 0; j < SIZE; j++) {
          int at = i * SIZE + j;
          double change = (double) found.examples().values()[at] - x.values()[at];
          gain += slope[j] * change;
          assertThat(norm == Norm.L2 || Math.abs(change) > epsilon - 1e-6).isTrue();
        }
        assertThat(gain / largest).isBetween(share, 1.0);
        for (int query = 1; query < curve.size(); query++) {
          assertThat(curve.get(query)[i]).isGreaterThanOrEqualTo(curve.get(query - 1)[i]);
        }
      }
      assertThat(found.effort().forward()).containsExactly(3000, 3000, 3000);
      assertThat(found.effort().totalBackward()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"LINF, 1.5", "LINF, 8", "L2, 120", "L2, 700"})
  void greyLevelsAreWholeAndWithinEpsilon(Norm norm, float pixels) {
    float[] values = new float[4 * SIZE];
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < values.length; i++) {
      values[i] = Bounds.UNIT.value(random.nextInt(256));
    }
    Batch x = new Batch(values, 4, SIDE, SIDE, 3);
    Threat threat = Threat.of(norm, pixels / 255).withGreyLevels();
    try (TargetModel model = linear()) {
      for (Attack attack :
          List.of(new Square(threat, 200, 1), new Apgd(threat, 20, Options.DEFAULT))) {
        float[] result = attack.compile(model).run(x, Goal.untargeted(0)).examples().values();
        for (int i = 0; i < 4; i++) {
          double[] change = new double[SIZE];
          for (int j = 0; j < SIZE; j++) {
            int at = i * SIZE + j;
            assertThat(result[at]).isEqualTo(Bounds.UNIT.value(Bounds.UNIT.pixel(result[at])));
            change[j] = (double) result[at] - values[at];
          }
          assertThat(norm.length(change))
              .isBetween(0.3 * pixels / 255, (double) threat.epsilon() * (1 + 1e-6));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"LINF, false", "LINF, true", "L2, false", "L2, true"})
  void leavesAsSoonAsTheGoalIsReached(Norm norm, boolean targeted) {
    try (LinearClasses linear = new LinearClasses(folder, 5)) {
      int[] nearest = new int[LinearClasses.EXAMPLES];
      Arrays.setAll(nearest, i -> linear.nearest(i, norm));
      Goal goal = new Goal(targeted, targeted ? nearest : linear.labels);
      float[] epsilon = new float[nearest.length];
      for (int i = 0; i < epsilon.length; i++) {
        epsilon[i] = (float) (2.5 * linear.distance(i, nearest[i], norm, 0));
      }
      Threat threat = Threat.of(norm, 1).withoutClip();
      AdversarialBatch found =
          new Square(threat, 2000, 1)
              .compile(linear.model)
              .run(linear.x, goal, epsilon, StepListener.NONE);
      int[] after = linear.predicted(found.examples());
      for (int i = 0; i < epsilon.length; i++) {
        assertThat(goal.isReached(i, after[i])).isTrue();
        assertThat(found.effort().forward()[i]).isLessThan(2000);
        assertThat(linear.moved(found.examples(), i, norm)).isLessThanOrEqualTo(epsilon[i]);
      }
      assertThat(found.effort().forward()).contains(1);
    }
  }

  /** A shuffle along the batch, which leaves a batch of one as it is. */
  @Test
  void modelWithoutGradientIsAttacked() {
    try (TargetModel model =
        load(
            Shape.of(1, SIDE, SIDE, 3),
            (tf, x) ->
                tf.linalg.matMul(
                    tf.reshape(
                        tf.scope()
                            .opBuilder("RandomShuffle", "shuffle")
                            .addInput(x.asOutput())
                            .build()
                            .<TFloat32>output(0),
                        tf.constant(new int[] {-1, SIZE})),
                    numbers(tf, 1, SIZE, 4)))) {
      refused(() -> new Fgsm(Threat.linf(0.1f)).compile(model), "RandomShuffle");
      Batch x = middle(3);
      float[] scores = model.scores(x).values();
      int[] labels = new int[3];
      for (int i = 0; i < 12; i++) {
        labels[i / 4] = scores[i] > scores[i / 4 * 4 + labels[i / 4]] ? i % 4 : labels[i / 4];
      }
      for (Threat threat : List.of(Threat.linf(0.2f), Threat.l2(4))) {
        AdversarialBatch found =
            new Square(threat, 500, 1).compile(model).run(x, Goal.untargeted(labels));
        boolean[] reached = Judge.of(model, found.examples(), Goal.untargeted(labels)).reached();
        assertThat(reached).containsOnly(true);
      }
    }
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    Threat threat = Threat.linf(0.1f);
    refused(() -> new Square(Threat.l1(1), 10, 1), "linf and l2");
    refused(() -> new Square(threat, 10, 1).withThreat(Threat.l1(1)), "linf and l2");
    refused(() -> new Square(threat, 0, 1), "number of queries is 0");
    refused(() -> new Square(threat, 10, 0, 1), "squares is 0.0");
    refused(() -> new Square(threat, 10, Float.NaN, 1), "squares is NaN");
  }

  private static Batch middle(int examples) {
    float[] values = Fixtures.examples(2, examples * SIZE).values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.4f + 0.2f * values[i];
    }
    return new Batch(values, examples, SIDE, SIDE, 3);
  }

  /** {@code [1000, x w]}: the lead of class 1 over label 0 grows along w, and stays negative. */
  private TargetModel linear() {
    return load(
        Shape.of(-1, SIDE, SIDE, 3),
        (tf, x) ->
            tf.math.add(
                tf.linalg.matMul(
                    tf.reshape(x, tf.constant(new int[] {-1, SIZE})),
                    tf.math.mul(numbers(tf, 7, SIZE, 1), tf.constant(new float[][] {{0, 1}}))),
                tf.constant(new float[] {1000, 0})));
  }

  /** The slope, by scores of the corners that each lie along one axis. */
  private static double[] slope(TargetModel model) {
    float[] axes = new float[SIZE * SIZE];
    for (int i = 0; i < SIZE; i++) {
      axes[i * SIZE + i] = 1;
    }
    float[] scores = model.scores(new Batch(axes, SIZE, SIDE, SIDE, 3)).values();
    double[] slope = new double[SIZE];
    Arrays.setAll(slope, i -> scores[2 * i + 1]);
    return slope;
  }

  private TargetModel load(Shape input, Network network) {
    return TargetModel.load(Fixtures.savedModel(folder.resolve("model"), input, network));
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContainingAll(parts);
  }
}
