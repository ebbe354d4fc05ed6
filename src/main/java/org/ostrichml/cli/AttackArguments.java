package org.ostrichml.cli;

import org.ostrichml.OstrichException;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Threat;
import org.ostrichml.objective.Losses;
import picocli.CommandLine.Option;

/** How attacks work, whichever they are. */
final class AttackArguments {
  @Option(
      names = "--norm",
      defaultValue = "linf",
      paramLabel = "linf|l2|l1",
      description = "How a change is measured (default: ${DEFAULT-VALUE}).")
  private Norm norm;

  @Option(names = "--steps", paramLabel = "N", description = "How many steps (default: 40).")
  private Integer steps;

  @Option(
      names = "--step-size",
      paramLabel = "S",
      description = "The size of a step, in input units (default: an eighth of epsilon).")
  private Fraction stepSize;

  @Option(
      names = "--queries",
      paramLabel = "N",
      description = "How many forward passes a method without gradients has (default: 10000).")
  private Integer queries;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Start at a random point within epsilon drawn from this seed, not at the picture.")
  private Long seed;

  @Option(
      names = "--restarts",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many random starts (default: ${DEFAULT-VALUE}).")
  private int restarts;

  @Option(
      names = "--loss",
      defaultValue = "cross-entropy",
      paramLabel = "cross-entropy|margin",
      description = "What is driven up, or down towards a target (default: ${DEFAULT-VALUE}).")
  private Losses loss;

  @Option(
      names = "--no-clip",
      description = "Let values leave the bounds while attacking, as the plain formula does.")
  private boolean unclipped;

  /** The threat model for an epsilon. */
  Threat threat(float epsilon) {
    if (Float.isInfinite(epsilon)) {
      throw new OstrichException("Epsilon is Infinity: give a number, in input units.");
    }
    Threat clipped = Threat.of(norm, epsilon);
    return unclipped ? clipped.withoutClip() : clipped;
  }

  /**
   * The attack of that name.
   *
   * @throws OstrichException if what was set does not belong to it
   */
  Attack attack(Method method, Threat threat, boolean stopEarly) {
    if (method == Method.FGSM && (steps != null || stepSize != null || seed != null)) {
      throw new OstrichException(
          "fgsm is one step of epsilon from the picture: leave out --steps, --step-size and --seed.");
    }
    Float relative = stepSize == null ? null : relative(stepSize.value(), threat.epsilon());
    Options options = new Options(loss, seed, restarts, stopEarly);
    return method.of(new Method.Settings(threat, steps, relative, queries, options));
  }

  private static float relative(float size, float epsilon) {
    if (size == 0) {
      throw new OstrichException("The step size is 0: it must be more than 0, in input units.");
    }
    return epsilon == 0 || Float.isInfinite(epsilon) ? 1 : size / epsilon;
  }

  /** The seed of random starts; null where there are none. */
  Long seed() {
    return seed;
  }
}
