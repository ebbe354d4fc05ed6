package org.ostrichml.attack;

import org.ostrichml.model.TargetModel;

/**
 * An attack and its parameters; knows no model until it is compiled for one. An attack of one's own
 * implements this, or {@link StepAttack} where it repeats one step.
 */
public interface Attack {
  /** What this attack may change. */
  Threat threat();

  /** How many steps an example makes at most. */
  int steps();

  /** This attack with another budget, bounds or mask; step sizes follow epsilon. */
  Attack withThreat(Threat threat);

  /**
   * Whether this attack looks for the least perturbation that reaches the goal, rather than for any
   * within epsilon. It is then given an infinite epsilon, and its one result tells for every
   * epsilon whether the example falls: where the perturbation's length is at most that.
   */
  default boolean minimizesDistance() {
    return false;
  }

  /**
   * What carries this attack out on a model; may add ops to the model's graph.
   *
   * @throws org.ostrichml.OstrichException if the model's loss cannot be differentiated where that
   *     is needed, with the op that stands in the way
   */
  Search search(TargetModel model);

  /**
   * Makes this attack ready to run on a model.
   *
   * @throws org.ostrichml.OstrichException if the model puts out no class scores, or a map of them
   *     and this attack needs one vector, or as {@link #search}
   */
  default CompiledAttack compile(TargetModel model) {
    model.requireScores();
    TargetModel exact = onlySigns() ? model : Groups.of(model);
    return new CompiledAttack(exact, threat(), search(exact));
  }

  /**
   * Whether the results depend on nothing but the signs of gradients. Others show their last bits,
   * which depend on the size of the batch, and so run in groups of one size; so do those that look
   * for the least change, as they end at a decision boundary, where last bits decide.
   */
  default boolean onlySigns() {
    return threat().norm() == Norm.LINF && !minimizesDistance();
  }
}
