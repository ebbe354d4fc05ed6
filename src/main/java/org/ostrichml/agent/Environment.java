package org.ostrichml.agent;

import org.ostrichml.data.Batch;

/**
 * A world that an agent acts in, one episode at a time. One of your own needs a public constructor
 * without arguments to be named on the command line. Not safe for several threads; each episode has
 * its own.
 */
public interface Environment {
  /**
   * Starts a new episode; the same seed gives the same one, as long as the actions are the same.
   */
  void reset(long seed);

  /**
   * Acts once.
   *
   * @param action the number of the action, from 0
   */
  Step step(int action);

  /** What the agent sees now: a batch of one, of the policy's input shape, within its bounds. */
  Batch observation();

  /**
   * What an action led to.
   *
   * @param reward what it earned; the sum over an episode is its return
   * @param isLast whether the episode is over
   */
  record Step(double reward, boolean isLast) {}
}
