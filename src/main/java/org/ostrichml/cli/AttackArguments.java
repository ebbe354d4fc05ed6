package org.ostrichml.cli;

import org.ostrichml.OstrichException;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.SmallestEpsilon;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Bounds;
import org.ostrichml.objective.Losses;
import picocli.CommandLine.Option;

/** How attacks work, whichever they are. */
final class AttackArguments {
  @Option(
      names = "--norm",
      paramLabel = "linf|l2|l1",
      description =
          "How a change is measured (default: linf; l2 for cw, deepfool, lbfgs and hopskipjump).")
  private Norm norm;

  @Option(
      names = "--smallest-epsilon",
      description = "Look for the smallest epsilon, up to --epsilon where that is given.")
  private boolean smallest;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "How many steps (default: 40; 10 for mifgsm and nifgsm, 1000 a round for cw, 100 for fmn, 50 for deepfool, 200 for lbfgs).")
  private Integer steps;

  @Option(
      names = "--step-size",
      paramLabel = "S",
      description = "The size of a step, in input units (default: an eighth of epsilon).")
  private Fraction stepSize;

  @Option(
      names = "--queries",
      paramLabel = "N",
      description =
          "How often square, alone or in the ensemble, and hopskipjump may ask the model (default: 5000).")
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
      paramLabel = "cross-entropy|margin|dlr",
      description = "What is driven up, or down towards a target (default: ${DEFAULT-VALUE}).")
  private Losses loss;

  @Option(
      names = "--no-clip",
      description = "Let values leave the bounds while attacking, as the plain formula does.")
  private boolean unclipped;

  /**
   * The threat model for an epsilon; where that is null, it is infinite if the least change is
   * looked for, and {@code usual} otherwise.
   */
  Threat threat(Method method, Float epsilon, float usual) {
    float budget = method.findsLeast() || smallest ? Float.POSITIVE_INFINITY : usual;
    if (epsilon != null) {
      budget = epsilon;
      if (epsilon.isInfinite()) {
        throw new OstrichException("Epsilon is Infinity: give a number, in input units.");
      }
    }
    Threat clipped = Threat.of(norm == null ? method.usualNorm() : norm, budget);
    return unclipped ? clipped.withoutClip() : clipped;
  }

  /**
   * The attack of that name.
   *
   * @throws OstrichException if what was set does not belong to it
   */
  Attack attack(Method method, Threat threat, Bounds bounds, boolean stopEarly) {
    check(method);
    float reach = Float.isInfinite(threat.epsilon()) ? bounds.range() : threat.epsilon();
    Float relative = stepSize == null ? null : relative(stepSize.value(), reach);
    Options options = new Options(loss, seed, restarts, stopEarly);
    Attack attack = method.of(new Method.Settings(threat, steps, relative, queries, options));
    return smallest ? new SmallestEpsilon(attack) : attack;
  }

  private void check(Method method) {
    if (method == Method.FGSM && (steps != null || stepSize != null || seed != null)) {
      throw new OstrichException(
          "fgsm is one step of epsilon from the picture: leave out --steps, --step-size and --seed.");
    }
    boolean seeded = seed != null && method != Method.HOPSKIPJUMP;
    if (method.findsLeast() && (smallest || seeded || restarts > 1)) {
      throw new OstrichException(
          method
              + " looks for the least change from the picture by itself: leave out --smallest-epsilon, --seed and --restarts.");
    }
    if (stepSize != null && (smallest || method.findsLeast() && method != Method.FMN)) {
      throw new OstrichException(
          "Steps are of no fixed size where the least change is looked for: leave out --step-size.");
    }
    if (queries != null && !method.makesQueries()) {
      throw new OstrichException(method + " asks for no outputs alone: leave out --queries.");
    }
    if (stepSize != null && method.choosesStepSize()) {
      throw new OstrichException(method + " chooses its own step sizes: leave out --step-size.");
    }
    boolean onlyQueries = method.makesQueries() && method != Method.ENSEMBLE;
    if (onlyQueries && (steps != null || restarts > 1)) {
      throw new OstrichException(
          method + " makes queries, not steps: give --queries, without --steps and --restarts.");
    }
  }

  private static float relative(float size, float epsilon) {
    if (size == 0) {
      throw new OstrichException("The step size is 0: it must be more than 0, in input units.");
    }
    return epsilon == 0 ? 1 : size / epsilon;
  }

  /** The seed of random starts; null where there are none. */
  Long seed() {
    return seed;
  }
}
