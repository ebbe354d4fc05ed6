package org.ostrichml.attack;

import org.ostrichml.model.TargetModel;

/** An attack and its parameters; knows no model until it is compiled for one. */
public interface Attack {
  /** What this attack may change. */
  Threat threat();

  /** The number of gradient steps, each one forward and one backward pass. */
  int steps();

  /** How far a step goes, in input units. */
  float stepSize();

  /**
   * Adds what this attack needs to a model's graph.
   *
   * @throws org.ostrichml.OstrichException if the model's loss cannot be differentiated, with the
   *     op that stands in the way
   */
  CompiledAttack compile(TargetModel model);
}
