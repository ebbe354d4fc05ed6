package org.ostrichml.attack;

import java.util.Arrays;

/**
 * Told after every step of an attack; for progress, curves and cancellation. It is called by one
 * thread at a time, not always the caller's, and hears of each example's steps in order.
 */
@FunctionalInterface
public interface StepListener {
  /** Hears nothing. */
  StepListener NONE = step -> {};

  /** One step is done; an exception thrown here ends the attack and reaches its caller. */
  void onStep(Step step);

  /** Hears of examples that are some of a larger batch, by {@code numbers} that they have there. */
  default StepListener of(int[] numbers) {
    return step ->
        onStep(
            new Step(
                step.restart(),
                step.number(),
                Arrays.stream(step.examples()).map(i -> numbers[i]).toArray(),
                step.losses(),
                step.reached()));
  }

  /**
   * One step of some examples of a batch.
   *
   * @param restart which start of the attack, from 0
   * @param number which step, from 1
   * @param examples the numbers of the examples that made it, from the first of the whole batch;
   *     those that reached their goal earlier may have left
   * @param losses the loss of each of them before the step; larger is nearer to the goal, which is
   *     the negative loss where it is targeted
   * @param reached whether each of them had reached its goal before the step
   */
  record Step(int restart, int number, int[] examples, float[] losses, boolean[] reached) {}
}
