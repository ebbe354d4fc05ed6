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
import org.ostrichml.objective.Losses;
import org.ostrichml.objective.Penalty;
import org.ostrichml.objective.TotalVariation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Penalties beside the loss, on models whose gradient is known. */
class PenalisedTest {
  private static final int SIZE = 4 * 4 * 2;

  @TempDir Path folder;

  /** Two classes; the second leads by the sum of the values. */
  private TargetModel model(Shape shape) {
    return TargetModel.load(
        Fixtures.savedModel(
            folder.resolve("model"),
            shape,
            (tf, x) -> {
              float[][] weights = new float[SIZE][2];
              for (float[] row : weights) {
                row[1] = 1;
              }
              return tf.linalg.matMul(
                  tf.reshape(x, tf.constant(new int[] {-1, SIZE})), tf.constant(weights));
            }));
  }

  /** {@code weight} times the sum of the values within the mask. */
  private record Light(float weight) implements Penalty {
    @Override
    public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> input, Operand<TFloat32> mask) {
      return tf.math.mul(
          tf.reduceSum(tf.math.mul(input, mask), tf.constant(new int[] {1, 2, 3})),
          tf.constant(weight));
    }
  }

  /** The margin climbs by 1 for each value; so the penalty turns the step where it weighs more. */
  @Test
  void theyAreSubtractedFromWhatIsClimbed() {
    try (TargetModel model = model(Shape.of(-1, 4, 4, 2))) {
      Batch x = Fixtures.examples(3, 3, 4, 4, 2);
      for (boolean targeted : new boolean[] {true, false}) {
        Goal goal = targeted ? Goal.targeted(1) : Goal.untargeted(0);
        for (float weight : new float[] {0.9f, 1.1f}) {
          List<float[]> losses = new ArrayList<>();
          Options options =
              Options.DEFAULT
                  .withLoss(Losses.MARGIN)
                  .withPenalty(new Light(weight / 2))
                  .withPenalty(new Light(weight / 2));
          Batch found =
              new Fgsm(Threat.linf(0.125f).withoutClip(), options)
                  .compile(model)
                  .run(x, goal, step -> losses.add(step.losses()))
                  .examples();
          float step = weight < 1 ? 0.125f : -0.125f;
          for (int i = 0; i < found.values().length; i++) {
            assertThat(found.values()[i]).isCloseTo(x.values()[i] + step, within(1e-6f));
          }
          double sum = 0;
          for (int i = 0; i < SIZE; i++) {
            sum += x.values()[i];
          }
          assertThat((double) losses.get(0)[0]).isCloseTo((1 - weight) * sum, within(1e-4));
        }
      }
    }
  }

  @Test
  void heavyOnesSmoothWhatTheMaskLetsChange() {
    try (TargetModel model = model(Shape.of(-1, 4, 4, 2))) {
      Batch x = Fixtures.examples(3, 2, 4, 4, 2);
      float[] right = new float[16];
      for (int i = 0; i < 16; i++) {
        right[i] = i % 4 < 2 ? 0 : 1;
      }
      Threat threat = Threat.linf(1).withMask(new Mask(new Batch(right, 1, 4, 4, 1)));
      Options smooth = Options.DEFAULT.withPenalty(new TotalVariation(1e5f, 1));
      Batch found =
          new Pgd(threat, 300, 0.004f, smooth).compile(model).run(x, Goal.targeted(1)).examples();
      for (int pixel = 0; pixel < 32; pixel++) {
        int channel = 2 * pixel;
        if (pixel % 4 < 2) {
          assertThat(found.values()[channel]).isEqualTo(x.values()[channel]);
        } else if (pixel % 4 == 2) {
          assertThat(Math.abs(found.values()[channel] - found.values()[channel + 2]))
              .isLessThan(0.02f);
        }
      }
    }
  }

  @Test
  void onlyPicturesHaveThem() {
    try (TargetModel model = model(Shape.of(-1, SIZE))) {
      Pgd attack = new Pgd(Threat.linf(1), 2);
      assertThatThrownBy(
              () ->
                  attack
                      .withOptions(Options.DEFAULT.withPenalty(new TotalVariation(1, 1)))
                      .compile(model))
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("Only pictures");
    }
  }
}
