package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.ostrichml.Fixtures.numbers;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.objective.Losses;
import org.tensorflow.ndarray.Shape;

/** Losses and their gradients against closed forms, in double precision. */
class LossGradientTest {
  /** Of scores themselves the gradient is {@code p - onehot}, at every position of a map. */
  @ParameterizedTest
  @CsvSource({"5, 1, 1, 7", "3, 4, 2, 5", "1, 3, 3, 2"})
  void crossEntropyIsThatOfTheTextbook(int n, int h, int w, int classes) {
    int[] map = h * w == 1 ? new int[] {n, classes} : new int[] {n, h, w, classes};
    int[] positions = h * w == 1 ? new int[] {n} : new int[] {n, h, w};
    Batch z = scaled(Fixtures.examples(n + h, map), 8);
    int[] labels = new int[n * h * w];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (i * 3 + 1) % classes;
    }
    long[] axes = java.util.Arrays.stream(map).asLongStream().toArray();
    axes[0] = -1;
    try (GradientFixture scores =
        new GradientFixture(Shape.of(axes), (tf, x) -> x, Losses.CROSS_ENTROPY)) {
      float[] losses = scores.losses(z, labels, positions).values();
      float[] gradient = scores.gradient(z, labels, positions).values();
      double[] expected = new double[n];
      for (int at = 0; at < labels.length; at++) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
          sum += Math.exp(z.values()[at * classes + c]);
        }
        expected[at / (h * w)] += Math.log(sum) - z.values()[at * classes + labels[at]];
        for (int c = 0; c < classes; c++) {
          double p = Math.exp(z.values()[at * classes + c]) / sum;
          assertThat((double) gradient[at * classes + c])
              .isCloseTo(p - (c == labels[at] ? 1 : 0), within(2e-6));
        }
      }
      assertThat(losses).hasSize(n);
      for (int i = 0; i < n; i++) {
        assertThat((double) losses[i]).isCloseTo(expected[i], within(1e-5 * (1 + expected[i])));
      }
    }
  }

  @Test
  void hugeScoresDoNotOverflow() {
    Batch z = new Batch(new float[] {1e6f, -1e6f, 88, 1000, 0, -1000}, 2, 3);
    try (GradientFixture scores =
        new GradientFixture(Shape.of(-1, 3), (tf, x) -> x, Losses.CROSS_ENTROPY)) {
      float[] losses = scores.losses(z, new int[] {0, 1}, 2).values();
      assertThat(losses[0]).isCloseTo(0, within(1e-20f));
      assertThat(losses[1]).isEqualTo(1000);
      float[] gradient = scores.gradient(z, new int[] {0, 1}, 2).values();
      assertThat(gradient).containsExactly(new float[] {0, 0, 0, 1, -1, 0}, within(1e-25f));
      assertThat(gradient[0]).as("the model is sure, and the loss still falls").isNegative();
    }
  }

  @Test
  void linearModelPassesTheDifferenceBackThroughItsWeights() {
    Batch x = Fixtures.examples(1, 4, 6);
    int[] labels = {2, 0, 1, 1};
    float[] w;
    try (org.tensorflow.Graph graph = new org.tensorflow.Graph();
        org.tensorflow.Session session = new org.tensorflow.Session(graph);
        org.tensorflow.Result result =
            session.runner().fetch(numbers(org.tensorflow.op.Ops.create(graph), 9, 6, 3)).run()) {
      w = org.ostrichml.model.Tensors.batch(result.get(0)).values();
    }
    try (GradientFixture linear =
        new GradientFixture(
            Shape.of(-1, 6),
            (tf, in) -> tf.linalg.matMul(in, numbers(tf, 9, 6, 3)),
            Losses.CROSS_ENTROPY)) {
      float[] gradient = linear.gradient(x, labels, 4).values();
      for (int n = 0; n < 4; n++) {
        double[] p = new double[3];
        double sum = 0;
        for (int c = 0; c < 3; c++) {
          for (int i = 0; i < 6; i++) {
            p[c] += (double) x.values()[n * 6 + i] * w[i * 3 + c];
          }
          p[c] = Math.exp(p[c]);
          sum += p[c];
        }
        for (int i = 0; i < 6; i++) {
          double expected = 0;
          for (int c = 0; c < 3; c++) {
            expected += (p[c] / sum - (c == labels[n] ? 1 : 0)) * w[i * 3 + c];
          }
          assertThat((double) gradient[n * 6 + i]).isCloseTo(expected, within(2e-6));
        }
      }
    }
  }

  /** Where a loss gives its slopes, they are what differentiating it op by op comes to. */
  @ParameterizedTest
  @EnumSource(Losses.class)
  void slopesAreTheDerivative(Losses loss) {
    Batch z = scaled(Fixtures.examples(11, 12, 5), 70);
    int[] labels = {0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1};
    try (GradientFixture given = new GradientFixture(Shape.of(-1, 5), (tf, x) -> x, loss);
        GradientFixture differentiated =
            new GradientFixture(Shape.of(-1, 5), (tf, x) -> x, loss::perExample)) {
      float[] expected = differentiated.gradient(z, labels, 12).values();
      float[] slopes = given.gradient(z, labels, 12).values();
      for (int i = 0; i < slopes.length; i++) {
        assertThat(slopes[i]).isCloseTo(expected[i], withinPercentage(0.01));
      }
    }
  }

  /** Differences of logits in parts of a gap between the largest, and finite differences of it. */
  @ParameterizedTest
  @EnumSource(names = {"DLR", "TARGETED_DLR"})
  void differenceOfLogitsRatioIsThatOfThePaper(Losses loss) {
    Batch z = scaled(Fixtures.examples(8, 20, 6), 5);
    int[] labels = new int[20];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 6;
    }
    double[] weights =
        loss == Losses.DLR ? new double[] {1, 0, -1} : new double[] {1, 0, -0.5, -0.5};
    try (GradientFixture scores = new GradientFixture(Shape.of(-1, 6), (tf, x) -> x, loss)) {
      float[] losses = scores.losses(z, labels, 20).values();
      float[] gradient = scores.gradient(z, labels, 20).values();
      for (int i = 0; i < 20; i++) {
        int from = i * 6;
        double[] row = new double[6];
        Arrays.setAll(row, c -> z.values()[from + c]);
        assertThat((double) losses[i]).isCloseTo(ratio(row, labels[i], weights), within(1e-5));
        for (int c = 0; c < 6; c++) {
          double[] more = row.clone();
          double[] less = row.clone();
          more[c] += 1e-6;
          less[c] -= 1e-6;
          double slope = (ratio(more, labels[i], weights) - ratio(less, labels[i], weights)) / 2e-6;
          assertThat((double) gradient[i * 6 + c]).isCloseTo(slope, within(1e-4));
        }
      }
      float[] same = scores.losses(scaledUp(z), labels, 20).values();
      assertThat(same).containsExactly(losses, within(1e-5f));
      Batch tied = new Batch(new float[6], 1, 6);
      assertThat(scores.losses(tied, new int[] {1}, 1).values()).containsExactly(0);
      for (float slope : scores.gradient(tied, new int[] {1}, 1).values()) {
        assertThat(slope).isFinite();
      }
    }
  }

  private static double ratio(double[] z, int label, double[] weights) {
    double other = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < z.length; c++) {
      other = c == label ? other : Math.max(other, z[c]);
    }
    double[] sorted = z.clone();
    Arrays.sort(sorted);
    double gap = 0;
    for (int i = 0; i < weights.length; i++) {
      gap += weights[i] * sorted[z.length - 1 - i];
    }
    return (other - z[label]) / gap;
  }

  private static Batch scaledUp(Batch z) {
    float[] values = z.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 1000;
    }
    return new Batch(values, z.shape());
  }

  @Test
  void squaredOutputIsSummedPerExample() {
    Batch x = Fixtures.examples(1, 2, 3, 2);
    try (GradientFixture square =
        new GradientFixture(Shape.of(-1, 3, 2), (tf, in) -> in, Losses.SQUARED_OUTPUT)) {
      float[] gradient = square.gradient(x, new int[1]).values();
      float[] losses = square.losses(x, new int[1]).values();
      double[] expected = new double[2];
      for (int i = 0; i < 12; i++) {
        assertThat(gradient[i]).isEqualTo(2 * x.values()[i]);
        expected[i / 6] += (double) x.values()[i] * x.values()[i];
      }
      assertThat((double) losses[0]).isCloseTo(expected[0], within(1e-6));
      assertThat((double) losses[1]).isCloseTo(expected[1], within(1e-6));
    }
  }

  @Test
  void gradientOfAnExampleDoesNotDependOnItsNeighbours() {
    Batch x = Fixtures.examples(3, 6, 8, 8, 3);
    int[] labels = {0, 1, 2, 3, 0, 1};
    try (GradientFixture net =
        new GradientFixture(
            Shape.of(-1, 8, 8, 3),
            (tf, in) ->
                tf.linalg.matMul(
                    tf.reshape(
                        tf.nn.relu(
                            tf.nn.conv2d(
                                in,
                                numbers(tf, 1, 3, 3, 3, 4),
                                java.util.List.of(1L, 2L, 2L, 1L),
                                "SAME")),
                        tf.constant(new int[] {-1, 64})),
                    numbers(tf, 2, 64, 4)),
            Losses.CROSS_ENTROPY)) {
      Batch together = net.gradient(x, labels, 6);
      for (int i = 0; i < 6; i++) {
        Batch alone = net.gradient(x.slice(i, i + 1), new int[] {labels[i]}, 1);
        assertThat(alone.values())
            .containsExactly(together.slice(i, i + 1).values(), within(1e-5f));
      }
    }
  }

  private static Batch scaled(Batch batch, float factor) {
    float[] values = batch.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] * 2 - 1) * factor;
    }
    return new Batch(values, batch.shape());
  }
}
