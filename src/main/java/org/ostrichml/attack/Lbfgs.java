package org.ostrichml.attack;

import org.ostrichml.OstrichException;
import org.ostrichml.model.TargetModel;

/**
 * The attack with which adversarial examples were found: minimizes {@code c |r|^2 + loss(x + r)}
 * within the box by L-BFGS, and searches for the largest {@code c} whose minimizer reaches the
 * goal. Szegedy et al. (2013), "Intriguing properties of neural networks", section 4.1.
 *
 * <p>The distance that is minimized is the Euclidean one, whatever the threat's norm, which bounds
 * it. Towards a target the loss is the cross-entropy at the target, as published; without one it is
 * the lead of the label over the next class, as the negative cross-entropy has no minimum. The
 * first {@code c} is the one that would be right, were the model linear; it is doubled or halved,
 * then again by the square of that, until it lies between a success and a failure, and then
 * bisected. Every minimization goes on from the last success.
 *
 * <p>The result is the nearest point that reached the goal at any time. With grey levels it is
 * stretched as little as it takes to reach the goal rounded too. Where no point reached the goal it
 * is the last minimizer.
 *
 * @param threat what may change; {@link Threat#unbounded} finds the least change
 * @param steps how many forward and backward passes an example gets at most, at least 1
 * @param stepsPerValue how many of these for one value of {@code c}, at least 1
 */
public record Lbfgs(Threat threat, int steps, int stepsPerValue) implements Attack {
  private static final int DEFAULT_STEPS_PER_VALUE = 25;

  /** Checks the parameters; an {@link OstrichException} names what is wrong. */
  public Lbfgs {
    if (steps < 1 || stepsPerValue < 1) {
      throw new OstrichException(
          "There are %d steps, %d for each value of c: both must be at least 1."
              .formatted(steps, stepsPerValue));
    }
  }

  /** Up to {@code steps} passes, 25 for each value of {@code c}. */
  public Lbfgs(Threat threat, int steps) {
    this(threat, steps, DEFAULT_STEPS_PER_VALUE);
  }

  @Override
  public Lbfgs withThreat(Threat other) {
    return new Lbfgs(other, steps, stepsPerValue);
  }

  @Override
  public boolean minimizesDistance() {
    return true;
  }

  @Override
  public Search search(TargetModel model) {
    model.requireOneVector();
    return new LbfgsSearch(model, this);
  }
}
