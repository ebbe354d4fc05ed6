package org.ostrichml.evaluate;

import org.ostrichml.attack.StepListener;

/** Tells of the examples of a batch whether their loss rose along the steps of an attack. */
public final class LossRise implements StepListener {
  private final float[] first;
  private final float[] last;
  private final int[] steps;

  /** For a batch of so many examples. */
  public LossRise(int examples) {
    first = new float[examples];
    last = new float[examples];
    steps = new int[examples];
  }

  @Override
  public void onStep(Step step) {
    for (int i = 0; i < step.examples().length; i++) {
      int example = step.examples()[i];
      last[example] = step.losses()[i];
      if (step.number() == 1) {
        first[example] = last[example];
      }
      steps[example] = step.number();
    }
  }

  /** How many made a second step from their last start, so that there are losses to compare. */
  int followed() {
    int count = 0;
    for (int number : steps) {
      count += number > 1 ? 1 : 0;
    }
    return count;
  }

  /** How many of these had before their last step no larger a loss than before the first. */
  int unrisen() {
    int count = 0;
    for (int i = 0; i < steps.length; i++) {
      count += steps[i] > 1 && !(last[i] > first[i]) ? 1 : 0;
    }
    return count;
  }
}
