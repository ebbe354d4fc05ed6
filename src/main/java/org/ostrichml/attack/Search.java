package org.ostrichml.attack;

import org.ostrichml.data.Batch;

/** Looks for adversarial examples on one model; safe for several threads. */
@FunctionalInterface
public interface Search {
  /**
   * Attacks one batch that fits the model.
   *
   * @param listener told after every step; an exception it throws ends the attack
   * @throws org.ostrichml.OstrichException if the model's outputs or gradients are not numbers
   */
  Found run(Examples examples, StepListener listener);

  /**
   * What a search came to.
   *
   * @param points one point for each example, within its box
   * @param effort what each example cost
   */
  record Found(Batch points, Effort effort) {}
}
