package org.ostrichml.attack;

import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/**
 * HopSkipJump: looks for the nearest point that reaches the goal, and sees of the model nothing but
 * which class it predicts. From a far point that reaches the goal it goes back to the decision
 * boundary by bisection, guesses the direction of the boundary from the decisions at random points
 * around, jumps along it, and so on. Chen, Jordan and Wainwright (2020), "HopSkipJumpAttack: a
 * query-efficient decision-based attack", algorithm 2.
 *
 * <p>The far point is the first of {@code starts} that reaches the goal, else the first of up to
 * 100 points of uniform noise within the box. An example for which none does stays as it is: noise
 * is seldom taken for a given class, so give starts where the goal is targeted.
 *
 * <p>One query is one forward pass of one point. Listeners hear of the queries of one pass
 * together, each under the number of its example, and with the negative zero-one loss. With grey
 * levels the result is stretched as little as it takes to reach the goal rounded too; the queries
 * for that are within the budget.
 *
 * @param threat what may change, measured in L2 or L-infinity; {@link Threat#unbounded} finds the
 *     least change
 * @param queries how many queries an example has, at least 1
 * @param starts points that may reach the goal, of the model's input shape; null for none
 * @param seed the seed of the random points; those of an example depend on the seed and on its own
 *     values alone
 */
public record HopSkipJump(Threat threat, int queries, Batch starts, long seed) implements Attack {
  /** Checks the parameters; an {@link OstrichException} names what is wrong. */
  public HopSkipJump {
    if (threat.norm() == Norm.L1) {
      throw new OstrichException(
          "HopSkipJump measures changes in l2 or linf: its steps are not defined in l1.");
    }
    if (queries < 1) {
      throw new OstrichException(
          "The number of queries is " + queries + ": it must be at least 1.");
    }
  }

  /** From noise alone. */
  public HopSkipJump(Threat threat, int queries, long seed) {
    this(threat, queries, null, seed);
  }

  /** This attack with points that may reach the goal, tried in order before noise. */
  public HopSkipJump withStarts(Batch points) {
    return new HopSkipJump(threat, queries, points, seed);
  }

  @Override
  public HopSkipJump withThreat(Threat other) {
    return new HopSkipJump(other, queries, starts, seed);
  }

  /** The queries: there is one forward pass each. */
  @Override
  public int steps() {
    return queries;
  }

  @Override
  public boolean minimizesDistance() {
    return true;
  }

  @Override
  public Search search(TargetModel model) {
    if (starts != null) {
      model.checkInput(starts);
    }
    return new HopSkipJumpSearch(model, this);
  }
}
