package org.ostrichml.attack;

import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;

/**
 * R+FGSM: a random step of a share of epsilon, {@code x + share * epsilon * sign(normal)}, then a
 * gradient step of the rest. Tramer et al. (2018), "Ensemble adversarial training: attacks and
 * defenses", equation 7.
 *
 * @param threat what may change
 * @param share the part of epsilon that is random, within 0 and 1
 * @param options loss, seed and restarts; without a seed it is 0
 */
public record RandomFgsm(Threat threat, float share, Options options) implements StepAttack {
  /** Checks the parameters; an {@link OstrichException} names what is wrong. */
  public RandomFgsm {
    if (!(share >= 0 && share < 1)) {
      throw new OstrichException(
          "The random share is " + share + ": it must be at least 0 and less than 1.");
    }
  }

  /** Half of epsilon at random, as published. */
  public RandomFgsm(Threat threat, long seed) {
    this(threat, 0.5f, Options.DEFAULT.withRandomStart(seed, 1));
  }

  @Override
  public Batch start(Examples examples, int restart) {
    long seed = options.seed() == null ? 0 : options.seed();
    return RandomStart.onSphere(examples, seed + restart, share);
  }

  @Override
  public int steps() {
    return 1;
  }

  @Override
  public float relativeStepSize() {
    return 1 - share;
  }

  @Override
  public Rule rule() {
    return new Pgd.Step();
  }

  @Override
  public RandomFgsm withThreat(Threat other) {
    return new RandomFgsm(other, share, options);
  }

  @Override
  public RandomFgsm withOptions(Options other) {
    return new RandomFgsm(threat, share, other);
  }
}
