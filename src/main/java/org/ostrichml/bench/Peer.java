package org.ostrichml.bench;

import java.util.Locale;

/** What Ostrich is compared with. */
public enum Peer {
  /** Foolbox's {@code LinfProjectedGradientDescentAttack}. */
  FOOLBOX,
  /** The Adversarial Robustness Toolbox's {@code ProjectedGradientDescent}. */
  ART,
  /** CleverHans's {@code projected_gradient_descent} for TensorFlow 2. */
  CLEVERHANS,
  /** A loop written by hand and compiled by TensorFlow, as fast as Python gets. */
  TF_FUNCTION;

  /** The name as users type it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
