package org.ostrichml.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;

class PerturbationTest {
  @Test
  void theLargestChangeBecomesBlackOrWhite() {
    Bounds bounds = new Bounds(-1, 1);
    Batch original = new Batch(new float[] {0, 0, 0, 0.5f}, 1, 2, 2);
    Batch moved = new Batch(new float[] {0.25f, -0.125f, 0, 0.25f}, 1, 2, 2);

    Perturbation perturbation = Perturbation.between(original, moved, bounds);

    assertThat(perturbation.factor()).isEqualTo(4);
    assertThat(perturbation.example().values()).containsExactly(1, -0.5f, 0, -1);
    assertThat(perturbation.example().shape()).containsExactly(1, 2, 2);
  }

  @Test
  void itsMiddleIsTheMiddleOfTheBounds() {
    Batch original = new Batch(new float[] {10, 20}, 1, 2);
    Batch moved = new Batch(new float[] {10, 21}, 1, 2);

    Perturbation perturbation = Perturbation.between(original, moved, new Bounds(0, 255));

    assertThat(perturbation.factor()).isCloseTo(127.5, within(1e-9));
    assertThat(perturbation.example().values()).containsExactly(127.5f, 255);
  }

  @Test
  void noChangeIsNotAmplified() {
    Batch same = new Batch(new float[] {0.1f, 0.9f}, 1, 2);

    Perturbation perturbation = Perturbation.between(same, same, Bounds.UNIT);

    assertThat(perturbation.factor()).isEqualTo(1);
    assertThat(perturbation.example().values()).containsOnly(0.5f);
  }
}
