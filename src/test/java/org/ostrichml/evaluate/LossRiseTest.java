package org.ostrichml.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ostrichml.attack.StepListener;

class LossRiseTest {
  @Test
  void comparesTheLastLossOfEachExampleWithItsFirst() {
    LossRise rise = new LossRise(4);
    step(rise, 1, new int[] {0, 1, 2, 3}, 1, 1, 1, 1);
    step(rise, 2, new int[] {0, 1, 2}, 3, 3, 1);
    step(rise, 3, new int[] {0, 1}, 2, 0.5f);

    assertThat(rise.followed()).isEqualTo(3); // The last left after one step.
    assertThat(rise.unrisen()).isEqualTo(2);
  }

  @Test
  void beginsAnewWithEachStart() {
    LossRise rise = new LossRise(2);
    step(rise, 1, new int[] {0, 1}, 1, 1);
    step(rise, 2, new int[] {0, 1}, 2, 2);
    step(rise, 1, new int[] {0}, 5);
    step(rise, 2, new int[] {0}, 4);

    assertThat(rise.followed()).isEqualTo(2);
    assertThat(rise.unrisen()).isEqualTo(1);
  }

  private static void step(LossRise rise, int number, int[] examples, float... losses) {
    rise.onStep(new StepListener.Step(0, number, examples, losses, new boolean[losses.length]));
  }
}
