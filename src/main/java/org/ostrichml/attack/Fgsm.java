package org.ostrichml.attack;

import org.ostrichml.model.TargetModel;

/**
 * The fast gradient sign method, {@code x + epsilon * sign(grad(loss, x))}: one forward and one
 * backward pass. Goodfellow, Shlens and Szegedy (2014), "Explaining and harnessing adversarial
 * examples", section 4.
 *
 * @param threat what may change
 */
public record Fgsm(Threat threat) implements Attack {
  @Override
  public int steps() {
    return 1;
  }

  @Override
  public float stepSize() {
    return threat.epsilon();
  }

  @Override
  public CompiledAttack compile(TargetModel model) {
    return new Pgd(threat, 1, threat.epsilon(), null).compile(model);
  }
}
