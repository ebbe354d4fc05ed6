package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.tensorflow.ndarray.Shape;

/** Noise against {@code logits = [0, x]}, of one value around 0.5. */
class UniformNoiseTest {
  private static final int EXAMPLES = 4000;

  @TempDir Path folder;

  /** From 0.4 to 0.6 it is above 0.5 half of the time: after three draws in 7 of 8 examples. */
  @Test
  void fellsTheShareThatItsVolumeSays() {
    try (TargetModel model = model(0.5f)) {
      Batch x = examples();
      List<Integer> asked = new ArrayList<>();
      AdversarialBatch found =
          new UniformNoise(Threat.linf(0.1f), 3, 1)
              .compile(model)
              .run(x, Goal.untargeted(0), step -> asked.add(step.examples().length));

      long above = 0;
      for (int i = 0; i < EXAMPLES; i++) {
        float value = found.examples().values()[i];
        assertThat(value).isBetween(x.values()[i] - 0.1001f, x.values()[i] + 0.1001f);
        above += value > 0.5f ? 1 : 0;
        assertThat(value > 0.5f || found.effort().forward()[i] == 3).isTrue();
      }
      assertThat((double) above / EXAMPLES).isCloseTo(7 / 8d, within(0.02));
      assertThat(asked.stream().mapToInt(n -> n).sum())
          .isEqualTo((int) found.effort().totalForward());
      assertThat((double) found.effort().totalForward() / EXAMPLES)
          .isCloseTo(1 + 1 / 2d + 1 / 4d, within(0.05));
      assertThat(found.effort().totalBackward()).isZero();
    }
  }

  @Test
  void makesEveryDrawWhereNoneIsEnough() {
    try (TargetModel model = model(0.9f)) {
      AdversarialBatch found =
          new UniformNoise(Threat.l2(0.1f), 5, 1)
              .compile(model)
              .run(examples(), Goal.untargeted(0));
      assertThat(found.effort().forward()).containsOnly(5);
    }
  }

  @Test
  void needsADraw() {
    assertThatThrownBy(() -> new UniformNoise(Threat.linf(1), 0, 1))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("at least 1");
  }

  /** Examples that differ, as each is the seed of its own noise. */
  private static Batch examples() {
    float[] values = new float[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      values[i] = 0.5f + (i - EXAMPLES / 2) * 1e-7f;
    }
    return new Batch(values, EXAMPLES, 1);
  }

  private TargetModel model(float threshold) {
    return TargetModel.load(
        Fixtures.savedModel(
            folder.resolve("step" + threshold),
            Shape.of(-1, 1),
            (tf, x) ->
                tf.math.add(
                    tf.linalg.matMul(x, tf.constant(new float[][] {{0, 1}})),
                    tf.constant(new float[] {threshold, 0}))));
  }
}
