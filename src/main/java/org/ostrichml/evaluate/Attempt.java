package org.ostrichml.evaluate;

import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.StepAttack;
import org.ostrichml.data.Batch;

/**
 * What one attack made of one batch.
 *
 * @param attack the attack
 * @param points where it brought those examples that reached their goal, [N, ..]
 * @param reached whether each did, [N]
 * @param zeroGradient whether the gradients of each were zero, [N]
 * @param rise how the losses went
 * @param forwardPasses of all examples together
 * @param backwardPasses likewise
 */
public record Attempt(
    Attack attack,
    Batch points,
    boolean[] reached,
    boolean[] zeroGradient,
    LossRise rise,
    long forwardPasses,
    long backwardPasses) {

  /** What an attack made of a batch in one run, by what was judged since. */
  public static Attempt of(
      Attack attack, AdversarialBatch result, boolean[] reached, LossRise rise) {
    return new Attempt(
        attack,
        result.examples(),
        reached,
        result.effort().zeroGradient(),
        rise,
        result.effort().totalForward(),
        result.effort().totalBackward());
  }

  /** Whether it asked for gradients. */
  boolean usesGradients() {
    return backwardPasses > 0;
  }

  /** Whether it made many steps along gradients. */
  boolean usesSteps() {
    return usesGradients() && attack.steps() > 1;
  }

  /** Whether its losses are those of one goal, and should rise. */
  boolean climbs() {
    return usesSteps() && hasBudget() && attack instanceof StepAttack;
  }

  /** Whether it was given a budget, rather than looking for the least change. */
  boolean hasBudget() {
    return !attack.minimizesDistance();
  }

  /** What it cost, in forward passes: a backward one takes about two, and each was judged. */
  long cost() {
    return forwardPasses + 2 * backwardPasses + reached.length;
  }
}
