package org.ostrichml.attack;

import org.ostrichml.OstrichException;
import org.ostrichml.model.TargetModel;

/**
 * Iterated sign steps, each projected back onto the threat's box: the basic iterative method of
 * Kurakin, Goodfellow and Bengio (2016), "Adversarial examples in the physical world", section 2.2;
 * with a random start the projected gradient descent of Madry et al. (2018), "Towards deep learning
 * models resistant to adversarial attacks", section 2.1.
 *
 * @param threat what may change
 * @param steps the number of steps, at least 1
 * @param stepSize how far each step goes, in input units, more than 0 (0 where epsilon is)
 * @param startSeed the seed of the uniform random start within epsilon; null starts at the
 *     original. The start of an example depends on the seed and on its own values alone.
 */
public record Pgd(Threat threat, int steps, float stepSize, Long startSeed) implements Attack {
  /** Epsilon is this many default steps wide. */
  private static final int STEPS_PER_EPSILON = 8;

  /**
   * Checks the parameters.
   *
   * @throws OstrichException if a parameter is out of range
   */
  public Pgd {
    if (steps < 1) {
      throw new OstrichException("The number of steps is " + steps + ": it must be at least 1.");
    }
    if (!(stepSize > 0 || stepSize == 0 && threat.epsilon() == 0) || Float.isInfinite(stepSize)) {
      throw new OstrichException(
          "The step size is " + stepSize + ": it must be more than 0, in input units.");
    }
  }

  /** {@code steps} steps of an eighth of epsilon from the original. */
  public Pgd(Threat threat, int steps) {
    this(threat, steps, threat.epsilon() / STEPS_PER_EPSILON, null);
  }

  /** This attack with another step size. */
  public Pgd withStepSize(float size) {
    return new Pgd(threat, steps, size, startSeed);
  }

  /** This attack from a random start. */
  public Pgd withRandomStart(long seed) {
    return new Pgd(threat, steps, stepSize, seed);
  }

  @Override
  public CompiledAttack compile(TargetModel model) {
    return new CompiledAttack(model, this);
  }
}
