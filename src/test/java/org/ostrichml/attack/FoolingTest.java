package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.tensorflow.ndarray.Shape;

class FoolingTest {
  private static final int SIZE = 30;

  @TempDir static Path folder;
  private static TargetModel model;

  @BeforeAll
  static void load() {
    model =
        TargetModel.load(
            Fixtures.savedModel(
                folder.resolve("linear"),
                Shape.of(-1, SIZE),
                (tf, x) -> tf.linalg.matMul(x, Fixtures.numbers(tf, 3, SIZE, 4))));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void noiseIsUniformOverTheGreyLevelsAndTheSameForTheSameSeed() {
    Bounds bounds = new Bounds(-1, 1);
    Batch noise = Fooling.noise(bounds, 5, 100, 16, 16, 3);
    int[] histogram = new int[8];
    for (float value : noise.values()) {
      assertThat(value).isEqualTo(bounds.value(bounds.pixel(value)));
      histogram[bounds.pixel(value) / 32]++;
    }
    assertThat(Arrays.stream(histogram).boxed()).allMatch(count -> Math.abs(count - 9600) < 400);
    assertThat(Fooling.noise(bounds, 5, 2, 16, 16, 3).values())
        .isEqualTo(noise.slice(0, 2).values());
    assertThat(Fooling.noise(bounds, 6, 100, 16, 16, 3).values()).isNotEqualTo(noise.values());
  }

  /** It stops at the first step that is sure enough, and what it returns is. */
  @ParameterizedTest
  @ValueSource(floats = {0.5f, 0.9f, 0.99f})
  void confidenceIsReachedAndNoStepIsWasted(float confidence) {
    Batch noise = Fooling.noise(model.bounds(), 1, 20, SIZE);
    for (Threat threat :
        new Threat[] {Threat.unbounded(Norm.LINF).withGreyLevels(), Threat.linf(0.7f)}) {
      AdversarialBatch result =
          new Fooling(threat, 500, confidence).compile(model).run(noise, Goal.targeted(2));
      Batch probabilities = model.predict(result.examples());
      Batch oneLess =
          new Fooling(threat, result.effort().mostForward() - 2, 1)
              .compile(model)
              .run(noise, Goal.targeted(2))
              .examples();
      int slowest = 0;
      for (int i = 0; i < 20; i++) {
        assertThat(probabilities.values()[i * 4 + 2]).isGreaterThanOrEqualTo(confidence);
        slowest = result.effort().forward()[i] > result.effort().forward()[slowest] ? i : slowest;
      }
      assertThat(result.effort().mostForward()).isBetween(3, 499);
      assertThat(model.predict(oneLess).values()[slowest * 4 + 2]).isLessThan(confidence);
    }
  }

  @Test
  void withinEpsilonOfTheNoise() {
    Batch noise = Fooling.noise(model.bounds(), 1, 5, SIZE);
    float[] result =
        new Fooling(Threat.linf(0.1f).withGreyLevels(), 30, 1)
            .compile(model)
            .run(noise, Goal.targeted(2))
            .examples()
            .values();
    for (int i = 0; i < result.length; i++) {
      assertThat(Math.abs((double) result[i] - noise.values()[i])).isLessThanOrEqualTo(0.1f);
    }
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    Fooling attack = new Fooling(Threat.linf(0.1f), 3, 0.9f);
    assertThatThrownBy(
            () ->
                attack
                    .compile(model)
                    .run(Fooling.noise(model.bounds(), 1, 1, SIZE), Goal.untargeted(0)))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("need a target");
    assertThatThrownBy(() -> new Fooling(Threat.linf(0.1f), 3, 1.1f))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("confidence is 1.1");
  }
}
