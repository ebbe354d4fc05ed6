package org.ostrichml.attack;

import org.ostrichml.objective.Losses;

/**
 * The steps of an attack that looks for the least change: from the original, on the margin, and
 * with a rule that itself knows the best point.
 *
 * @param relativeStepSize as {@link StepAttack#relativeStepSize}
 */
record Rounds(Threat threat, int steps, float relativeStepSize, Rule rule, Options options)
    implements StepAttack {
  Rounds(Threat threat, int steps, float relativeStepSize, Rule rule) {
    this(threat, steps, relativeStepSize, rule, Options.DEFAULT.withLoss(Losses.MARGIN));
  }

  @Override
  public Rounds withThreat(Threat other) {
    return new Rounds(other, steps, relativeStepSize, rule, options);
  }

  @Override
  public Rounds withOptions(Options other) {
    return new Rounds(threat, steps, relativeStepSize, rule, other);
  }
}
