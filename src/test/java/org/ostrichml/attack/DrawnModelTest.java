package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.objective.Losses;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Attacks on a model of two classes whose scores are {@code (0, m (x - 0.5) w)}, where m is 1 in
 * four of five draws and -1 in the others, for the whole batch. What is expected of its gradient
 * has the sign of w; a single draw has the wrong one in one of five runs.
 */
class DrawnModelTest {
  private static final float[] WEIGHTS = {1, -2, 0.5f, -1, 3, 1.5f};
  private static final float EPSILON = 0.1f;
  private static final Options LINEAR = Options.DEFAULT.withLoss(Losses.LOGIT);
  private static final Threat THREAT = Threat.linf(EPSILON);
  private static final Batch X = Fixtures.examples(3, 20, WEIGHTS.length);
  private static final Goal GOAL = Goal.targeted(1);

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void write() {
    model =
        Fixtures.savedModel(
            folder.resolve("model"),
            Shape.of(-1, WEIGHTS.length),
            (tf, x) -> {
              Operand<TFloat32> drawn =
                  tf.random.randomUniform(tf.constant(new int[] {1, 1}), TFloat32.class);
              Operand<TFloat32> flip = tf.math.sign(tf.math.sub(drawn, tf.constant(0.2f)));
              float[][] weights = new float[WEIGHTS.length][];
              Arrays.setAll(weights, i -> new float[] {0, WEIGHTS[i]});
              Operand<TFloat32> centred = tf.math.sub(x, tf.constant(0.5f));
              return tf.linalg.matMul(tf.math.mul(centred, flip), tf.constant(weights));
            });
  }

  /** Whether each value went epsilon up the weights, as far as the bounds allow. */
  private static boolean isClimbed(Batch found) {
    boolean climbed = true;
    for (int i = 0; i < found.values().length; i++) {
      float moved = X.values()[i] + EPSILON * Math.signum(WEIGHTS[i % WEIGHTS.length]);
      float expected = Math.max(0, Math.min(1, moved));
      climbed &= Math.abs(found.values()[i] - expected) < 1e-6;
    }
    return climbed;
  }

  static Stream<StepAttack> attacks() {
    return Stream.of(
        new Fgsm(THREAT, LINEAR),
        new Pgd(THREAT, 10).withOptions(LINEAR),
        MomentumPgd.momentum(THREAT, 10).withOptions(LINEAR));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void theExpectationIsClimbedWhereASingleDrawMisleads(StepAttack attack) {
    try (TargetModel loaded = TargetModel.load(model)) {
      CompiledAttack compiled = attack.compile(loaded.overDraws(31));
      for (int run = 0; run < 3; run++) {
        assertThat(isClimbed(compiled.run(X, GOAL).examples())).isTrue();
      }
    }
  }

  @Test
  void aSingleDrawMisleads() {
    try (TargetModel loaded = TargetModel.load(model)) {
      CompiledAttack compiled = new Fgsm(THREAT, LINEAR).compile(loaded);
      List<Boolean> runs =
          Stream.generate(() -> isClimbed(compiled.run(X, GOAL).examples())).limit(20).toList();
      assertThat(runs).contains(true, false);
    }
  }

  /** Ten steps of a light model would be one run, in lanes: here each run draws, one by one. */
  @Test
  void theSameSeedGivesTheSameBytesAndEveryStepDraws() {
    float[][] results = new float[2][];
    for (int i = 0; i < 2; i++) {
      try (TargetModel loaded = TargetModel.load(model)) {
        Pgd attack = new Pgd(THREAT, 10);
        assertThat(StepSchedule.of(loaded, attack).several()).isNull();
        results[i] = attack.compile(loaded).run(X, GOAL).examples().values();
      }
    }
    assertThat(Arrays.equals(results[0], results[1])).isTrue();
  }

  @Test
  void attacksThatCompareTheScoresOfOneVectorSaySo() {
    try (TargetModel loaded = TargetModel.load(model)) {
      TargetModel drawn = loaded.overDraws(3);
      for (Attack attack :
          List.of(
              new DeepFool(Threat.unbounded(Norm.L2), 5, 0.02f, 2),
              new CarliniWagner(Threat.unbounded(Norm.L2), 5),
              new Fmn(THREAT, 5))) {
        assertThatThrownBy(() -> attack.compile(drawn))
            .isInstanceOf(OstrichException.class)
            .hasMessageContaining("--eot");
      }
    }
  }
}
