package org.ostrichml.agent;

import org.ostrichml.data.Batch;

/** What somebody does to the observations of agents before their policy sees them. */
@FunctionalInterface
public interface Disturbance {
  /** Nothing. */
  Disturbance NONE = observed -> observed.observations();

  /**
   * Changes observations.
   *
   * @return of the same shape
   */
  Batch disturb(Observed observed);

  /**
   * What the agents of several episodes see at one step.
   *
   * @param observations [N, ..]
   * @param probabilities what the policy makes of them, [N, actions]
   * @param episodes the number of each episode
   * @param step how many steps the episodes have made
   */
  record Observed(Batch observations, Batch probabilities, int[] episodes, int step) {}
}
