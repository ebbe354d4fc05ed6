package org.ostrichml.attack;

/**
 * The fast gradient method: one steepest step of length epsilon, one forward and one backward pass.
 * In L-infinity it is the fast gradient sign method, {@code x + epsilon * sign(grad(loss, x))}:
 * Goodfellow, Shlens and Szegedy (2014), "Explaining and harnessing adversarial examples", section
 * 4.
 *
 * @param threat what may change
 * @param options loss, start and restarts
 */
public record Fgsm(Threat threat, Options options) implements StepAttack {
  /** One step from the original. */
  public Fgsm(Threat threat) {
    this(threat, Options.DEFAULT);
  }

  @Override
  public int steps() {
    return 1;
  }

  @Override
  public float relativeStepSize() {
    return 1;
  }

  @Override
  public Rule rule() {
    return new Pgd.Step();
  }

  @Override
  public Fgsm withThreat(Threat other) {
    return new Fgsm(other, options);
  }

  @Override
  public Fgsm withOptions(Options other) {
    return new Fgsm(threat, other);
  }
}
