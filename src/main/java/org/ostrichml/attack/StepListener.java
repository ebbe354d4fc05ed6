package org.ostrichml.attack;

/** Told after every step of an attack; for progress, curves and cancellation. */
@FunctionalInterface
public interface StepListener {
  /** Hears nothing. */
  StepListener NONE = (step, losses, reached) -> {};

  /**
   * One step is done.
   *
   * @param step which, from 1
   * @param losses the loss of each example before the step
   * @param reached whether each example had reached its goal before the step
   */
  void onStep(int step, float[] losses, boolean[] reached);
}
