package org.ostrichml.evaluate;

import org.ostrichml.data.Batch;
import org.ostrichml.objective.Goal;

/**
 * One attacked example that is asked a few more questions.
 *
 * @param original the example, a batch of one
 * @param label its class
 * @param goal what was wanted of it
 * @param fellToSteps whether it reached that by many steps along gradients
 * @param fellToGradients whether by gradients, however many steps
 * @param fell whether by any attack
 * @param success where an attack with a budget brought it to its goal, a batch of one; null where
 *     none did
 */
record Witness(
    Batch original,
    int label,
    Goal goal,
    boolean fellToSteps,
    boolean fellToGradients,
    boolean fell,
    Batch success) {

  /** This example, after many steps along gradients have felled it too. */
  Witness fallenToSteps() {
    return new Witness(original, label, goal, true, true, true, success);
  }
}
