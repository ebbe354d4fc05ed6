package org.ostrichml.evaluate;

import java.util.List;

/**
 * What a model withstands of one attack, or of several together, as epsilon grows. An example that
 * has reached its goal at one epsilon counts, with that perturbation, at every larger one.
 *
 * @param attack the name of the attack
 * @param steps how many steps an example made at most, at one epsilon
 * @param singleRun whether one run of the attack, for the least perturbation, told for all epsilons
 * @param points one for each epsilon, ascending
 * @param forwardPasses forward passes of all examples and epsilons together, without those that
 *     judge results
 * @param backwardPasses backward passes, likewise
 * @param seconds the time the attack took, without reading and judging
 * @param zeroGradients how many examples had, at some epsilon, gradients of zero alone, so that the
 *     attack learnt nothing from the model
 */
public record RobustnessCurve(
    String attack,
    int steps,
    boolean singleRun,
    List<Point> points,
    long forwardPasses,
    long backwardPasses,
    double seconds,
    int zeroGradients) {

  /**
   * The result at one epsilon.
   *
   * @param epsilon the budget, in input units
   * @param robustAccuracy the examples that are still taken for their label, of all; at epsilon 0
   *     the clean accuracy
   * @param success the examples that reached their goal, of those that were attacked
   * @param mean the mean distance of those that reached it; null if none did
   * @param median the median distance, likewise
   */
  public record Point(
      float epsilon,
      Proportion robustAccuracy,
      Proportion success,
      Distance mean,
      Distance median) {}

  /** The result at the largest epsilon. */
  public Point last() {
    return points.get(points.size() - 1);
  }
}
