package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

/** Universal perturbations of {@code logits = [w x, -w x]}, which are known in closed form. */
class UniversalTest {
  private static final float[] W = {0.5f, -1.5f, 0.25f, -0.75f, 0, 2};

  @TempDir static Path folder;
  private static TargetModel model;

  @BeforeAll
  static void load() {
    float[][] weights = new float[W.length][2];
    for (int i = 0; i < W.length; i++) {
      weights[i] = new float[] {W[i], -W[i]};
    }
    model =
        TargetModel.load(
            Fixtures.savedModel(
                folder.resolve("linear"),
                Shape.of(-1, W.length),
                (tf, x) -> tf.linalg.matMul(x, tf.constant(weights))));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static Universal.Result run(Universal attack, Batch x, Goal goal) {
    return attack.run(model, x, goal, StepListener.NONE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inLinfItIsEpsilonTimesTheSignOfTheWeights(boolean targeted) {
    Batch x = Fixtures.examples(1, 20, W.length);
    Universal attack = new Universal(Threat.linf(0.2f), 40, 8, 3);
    float[] found = run(attack, x, new Goal(targeted, 1)).perturbation().values();
    for (int i = 0; i < W.length; i++) {
      assertThat(found[i]).isEqualTo((targeted ? -1 : 1) * Math.signum(W[i]) * 0.2f);
    }
  }

  @Test
  void inL2ItIsEpsilonAlongTheWeights() {
    Batch x = Fixtures.examples(1, 20, W.length);
    float[] found =
        run(new Universal(Threat.l2(0.4f), 40, 8, 3), x, Goal.untargeted(1))
            .perturbation()
            .values();
    double squares = 0;
    double length = 0;
    for (int i = 0; i < W.length; i++) {
      squares += W[i] * W[i];
      length += (double) found[i] * found[i];
    }
    for (int i = 0; i < W.length; i++) {
      assertThat(found[i]).isCloseTo((float) (0.4 * W[i] / Math.sqrt(squares)), within(1e-5f));
    }
    assertThat(Math.sqrt(length)).isLessThanOrEqualTo(0.4f);
  }

  @Test
  void whatIsReachedIsPredictedOnOtherExamplesToo() {
    Batch x = Fixtures.examples(2, 30, W.length);
    Universal attack = new Universal(Threat.linf(0.5f), 40, 10, 3);
    Universal.Result result = run(attack, x, Goal.targeted(0));
    Batch applied = attack.apply(model, x, result.perturbation());
    assertThat(Judge.of(model, applied, Goal.targeted(0)).reached()).isEqualTo(result.reached());
    Batch others = Fixtures.examples(3, 30, W.length);
    int before = count(Judge.of(model, others, Goal.targeted(0)).reached());
    Batch perturbed = attack.apply(model, others, result.perturbation());
    assertThat(count(Judge.of(model, perturbed, Goal.targeted(0)).reached())).isGreaterThan(before);
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  @Test
  void holdsEpsilonBoundsMaskAndGreyLevels() {
    float[] pixels = Fixtures.examples(4, 12, W.length).values();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = model.bounds().value(model.bounds().pixel(pixels[i]));
    }
    Batch x = new Batch(pixels, 12, W.length);
    Mask mask = new Mask(new Batch(new float[] {1, 0, 1, 0.5f, 1, 1}, 1, W.length));
    for (Threat threat : List.of(Threat.linf(0.1f), Threat.l2(0.3f))) {
      Threat limited = threat.withMask(mask).withGreyLevels();
      Universal attack = new Universal(limited, 30, 5, 3);
      Batch applied = attack.apply(model, x, run(attack, x, Goal.untargeted(0)).perturbation());
      for (int example = 0; example < 12; example++) {
        double[] change = new double[W.length];
        for (int i = 0; i < W.length; i++) {
          float value = applied.values()[example * W.length + i];
          change[i] = (double) value - pixels[example * W.length + i];
          assertThat(value).isEqualTo(model.bounds().value(model.bounds().pixel(value)));
        }
        assertThat(change[1]).isZero();
        assertThat(threat.norm().length(change)).isLessThanOrEqualTo(threat.epsilon());
      }
    }
  }

  @Test
  void sameSeedGivesTheSameBytesAndEveryExampleIsLookedAt() {
    Batch x = Fixtures.examples(5, 10, W.length);
    Universal attack = new Universal(Threat.l2(0.2f), 9, 4, 3);
    List<Integer> seen = new ArrayList<>();
    Universal.Result first =
        attack.run(
            model,
            x,
            Goal.untargeted(1),
            step -> {
              for (int example : step.examples()) {
                seen.add(example);
              }
            });
    assertThat(run(attack, x, Goal.untargeted(1)).perturbation().values())
        .isEqualTo(first.perturbation().values());
    assertThat(seen.subList(0, 8)).doesNotHaveDuplicates();
    assertThat(seen).hasSize(36).contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(first.effort().totalBackward()).isEqualTo(36);
    assertThat(first.effort().totalForward()).isEqualTo(46);
  }

  @Test
  void gradientOfZeroMovesNothingAndNoNumberIsAnError() {
    Batch x = Fixtures.examples(6, 3, 4);
    Universal attack = new Universal(Threat.linf(0.2f), 3, 4, 3);
    try (TargetModel constant =
            TargetModel.load(
                Fixtures.savedModel(
                    folder.resolve("constant"),
                    Shape.of(-1, 4),
                    (tf, in) -> tf.math.mul(in, tf.constant(0f))));
        TargetModel broken =
            TargetModel.load(
                Fixtures.savedModel(
                    folder.resolve("broken"),
                    Shape.of(-1, 4),
                    (tf, in) -> tf.math.sqrt(tf.math.mul(in, tf.constant(0f)))))) {
      Universal.Result result = attack.run(constant, x, Goal.untargeted(0), StepListener.NONE);
      assertThat(result.perturbation().values()).containsOnly(0);
      assertThat(result.effort().zeroGradients()).isEqualTo(3);
      refused(() -> attack.run(broken, x, Goal.untargeted(0), StepListener.NONE), "not a number");
    }
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    refused(() -> new Universal(Threat.unbounded(Norm.LINF), 1, 1, 0), "finite epsilon");
    refused(() -> new Universal(Threat.l1(1), 1, 1, 0), "linf or l2");
    refused(() -> new Universal(Threat.linf(1), 1, 0, 0), "batch size is 0");
    refused(() -> new Universal(Threat.linf(1), 0, 1, 0), "number of steps is 0");
  }

  private static void refused(ThrowingCallable call, String part) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContaining(part);
  }
}
