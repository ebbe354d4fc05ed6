package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * HopSkipJump on models that put out nothing but which of two linear scores is larger, and so have
 * no gradient.
 */
class HopSkipJumpTest {
  @TempDir Path folder;

  private static float[] weights(int size) {
    float[] w = Fixtures.examples(5, 1, size).values();
    for (int i = 0; i < size; i++) {
      w[i] = 2 * w[i] - 1;
    }
    return w;
  }

  /** Class 1 where {@code w (x - 1/2)} is more than {@code least}, else class 0. */
  private TargetModel hard(float[] w, float least) {
    float[][] matrix = new float[w.length][2];
    float sum = 0;
    for (int i = 0; i < w.length; i++) {
      matrix[i][1] = w[i];
      sum += w[i] / 2;
    }
    float bias = -sum - least;
    return TargetModel.load(
        Fixtures.savedModel(
            folder.resolve("hard"),
            Shape.of(-1, w.length),
            (tf, x) ->
                winner(
                    tf,
                    tf.math.add(
                        tf.linalg.matMul(x, tf.constant(matrix)),
                        tf.constant(new float[] {0, bias})))));
  }

  private static Operand<TFloat32> winner(Ops tf, Operand<TFloat32> scores) {
    Operand<TInt64> best = tf.math.argMax(scores, tf.constant(1));
    return tf.oneHot(best, tf.constant(2), tf.constant(4f), tf.constant(-4f));
  }

  private static Batch grey(int examples, int size) {
    float[] values = Fixtures.examples(8, examples, size).values();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.round((0.45f + 0.1f * values[i]) * 255) / 255f;
    }
    return new Batch(values, examples, size);
  }

  private static double[] change(Batch x, Batch moved, int example) {
    double[] change = new double[x.exampleSize()];
    for (int i = 0; i < change.length; i++) {
      int at = example * change.length + i;
      change[i] = (double) moved.values()[at] - x.values()[at];
    }
    return change;
  }

  @ParameterizedTest
  @CsvSource({
    "L2, 20, 3000, 1.02",
    "L2, 200, 10000, 1.1",
    "LINF, 20, 3000, 1.05",
    "LINF, 200, 10000, 1.25"
  })
  void comesNearTheLeastChange(Norm norm, int size, int queries, double factor) {
    float[] w = weights(size);
    Batch x = grey(3, size);
    try (TargetModel model = hard(w, size / 40f)) {
      AdversarialBatch result =
          new HopSkipJump(Threat.unbounded(norm), queries, 1)
              .compile(model)
              .run(x, Goal.untargeted(0));
      for (int example = 0; example < 3; example++) {
        double lead = size / 40f;
        double l1 = 0;
        double squares = 0;
        for (int i = 0; i < size; i++) {
          lead -= w[i] * (x.values()[example * size + i] - 0.5);
          l1 += Math.abs(w[i]);
          squares += w[i] * w[i];
        }
        double least = lead / (norm == Norm.L2 ? Math.sqrt(squares) : l1);
        assertThat(norm.length(change(x, result.examples(), example)))
            .isBetween(0.9999 * least, factor * least);
      }
      for (float value : result.examples().values()) {
        assertThat(value).isBetween(0f, 1f);
      }
      assertThat(Judge.of(model, result.examples(), Goal.targeted(1)).reached()).containsOnly(true);
      assertThat(result.effort().forward()).containsOnly(queries);
      assertThat(result.effort().backward()).containsOnly(0);
    }
  }

  /** Nothing is added to the model's graph, no gradient least of all. */
  @Test
  void seesDecisionsAlone() {
    try (TargetModel model = hard(weights(6), 0.1f)) {
      int before = model.graph().toGraphDef().getNodeCount();
      AdversarialBatch result =
          new HopSkipJump(Threat.unbounded(Norm.L2), 300, 1)
              .compile(model)
              .run(grey(2, 6), Goal.untargeted(0));
      assertThat(model.graph().toGraphDef().getNodeCount()).isEqualTo(before);
      assertThat(result.effort().zeroGradient()).containsOnly(false);
      assertThatThrownBy(() -> new Lbfgs(Threat.unbounded(Norm.L2), 9).compile(model))
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("No gradient reaches the input");
    }
  }

  @Test
  void exampleWithoutAStartStays() {
    Batch x = grey(2, 6);
    try (TargetModel model = hard(weights(6), 100)) {
      AdversarialBatch result =
          new HopSkipJump(Threat.unbounded(Norm.L2), 300, 1)
              .compile(model)
              .run(x, Goal.targeted(1));
      assertThat(result.examples().values()).isEqualTo(x.values());
      assertThat(result.effort().forward()).containsOnly(101);
    }
  }

  @Test
  void exampleThatHasReachedTheGoalStays() {
    Batch x = grey(2, 6);
    try (TargetModel model = hard(weights(6), 0.1f)) {
      AdversarialBatch result =
          new HopSkipJump(Threat.unbounded(Norm.L2), 300, 1)
              .compile(model)
              .run(x, Goal.targeted(0));
      assertThat(result.examples().values()).isEqualTo(x.values());
      assertThat(result.effort().forward()).containsOnly(1);
    }
  }

  /** The corner that the weights point to is the one place where class 1 is predicted. */
  @Test
  void givenStartsAreTriedBeforeNoise() {
    int size = 40;
    float[] w = weights(size);
    float[] corner = new float[size];
    float most = 0;
    for (int i = 0; i < size; i++) {
      corner[i] = w[i] > 0 ? 1 : 0;
      most += Math.abs(w[i]) / 2;
    }
    Batch x = grey(1, size);
    try (TargetModel model = hard(w, 0.9f * most)) {
      HopSkipJump attack = new HopSkipJump(Threat.unbounded(Norm.L2), 2000, 1);
      assertThat(attack.compile(model).run(x, Goal.targeted(1)).examples().values())
          .isEqualTo(x.values());
      Batch starts = new Batch(corner, 1, size);
      Batch result = attack.withStarts(starts).compile(model).run(x, Goal.targeted(1)).examples();
      assertThat(Judge.of(model, result, Goal.targeted(1)).reached()).containsExactly(true);
      assertThat(Norm.L2.length(change(x, result, 0)))
          .isLessThan(Norm.L2.length(change(x, starts, 0)));
    }
  }

  @ParameterizedTest
  @CsvSource({"L2", "LINF"})
  void wholeGreyLevelsReachTheGoalWithinTheBudget(Norm norm) {
    Batch x = grey(3, 30);
    try (TargetModel model = hard(weights(30), 0.2f)) {
      AdversarialBatch result =
          new HopSkipJump(Threat.unbounded(norm).withGreyLevels(), 1000, 1)
              .compile(model)
              .run(x, Goal.untargeted(0));
      for (float value : result.examples().values()) {
        assertThat(value).isEqualTo(model.bounds().value(model.bounds().pixel(value)));
      }
      assertThat(Judge.of(model, result.examples(), Goal.targeted(1)).reached()).containsOnly(true);
      assertThat(result.effort().mostForward()).isLessThanOrEqualTo(1000);
    }
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new HopSkipJump(Threat.l1(1), 100, 1))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("l2 or linf");
    assertThatThrownBy(() -> new HopSkipJump(Threat.l2(1), 0, 1))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("queries is 0");
  }
}
