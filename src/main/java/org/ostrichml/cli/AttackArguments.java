package org.ostrichml.cli;

import java.util.List;
import java.util.Locale;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.SmallestEpsilon;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Losses;
import org.ostrichml.report.Sight;
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
          "How often square, alone or in the ensemble, and hopskipjump may ask the model (default: 5000), and noise (10).")
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

  /** What of a model's output a loss is taken on. */
  enum Scores {
    LOGITS,
    PROBABILITIES;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--loss-on",
      defaultValue = "logits",
      paramLabel = "logits|probabilities",
      description =
          "Take the loss on the logits behind a softmax, or on the probabilities as the model gives them (default: ${DEFAULT-VALUE}).")
  private Scores scores;

  @Option(
      names = "--eot",
      paramLabel = "N",
      description =
          "Average over N draws of what the model itself draws at random, in every step and where the result is judged.")
  private Integer draws;

  @Option(
      names = "--no-clip",
      description = "Let values leave the bounds while attacking, as the plain formula does.")
  private boolean unclipped;

  /**
   * The model as it is to be attacked and judged.
   *
   * @throws OstrichException if it has no probabilities, draws nothing, or puts out a map
   */
  TargetModel seen(TargetModel model) {
    TargetModel scored = scores == Scores.LOGITS ? model : model.onProbabilities();
    if (draws == null) {
      return scored;
    }
    scored.requireClasses();
    return scored.overDraws(draws);
  }

  /** How a model is looked at, for reports. */
  Sight sight(ModelArguments model) {
    return new Sight(model.backward(), draws, scores.toString(), model.seed());
  }

  /** Over how many random draws of the model to average; null where that was not said. */
  Integer draws() {
    return draws;
  }

  /**
   * The threat model for an epsilon; where that is null, it is infinite if the least change is
   * looked for, and {@code usual} otherwise.
   */
  Threat threat(Method method, Float epsilon, float usual) {
    Norm measure = norm(List.of(method));
    if (epsilon != null) {
      return threat(measure, epsilon);
    }
    return clipped(
        Threat.of(measure, method.findsLeast() || smallest ? Float.POSITIVE_INFINITY : usual));
  }

  /** The threat model for a finite epsilon in a norm. */
  Threat threat(Norm measure, float epsilon) {
    if (Float.isInfinite(epsilon)) {
      throw new OstrichException("Epsilon is Infinity: give a number, in input units.");
    }
    return clipped(Threat.of(measure, epsilon));
  }

  private Threat clipped(Threat threat) {
    return unclipped ? threat.withoutClip() : threat;
  }

  /**
   * The attack of that name.
   *
   * @throws OstrichException if what was set does not belong to it
   */
  Attack attack(Method method, Threat threat, Bounds bounds, boolean stopEarly) {
    if (method == Method.FGSM
        && (steps != null || stepSize != null || seed != null || restarts > 1)) {
      throw new OstrichException(
          "fgsm is one step of epsilon from the picture: leave out --steps, --step-size, --seed and --restarts.");
    }
    boolean seeded = seed != null && !method.startsAtRandom();
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
    return oneOf(method, threat, bounds, stopEarly);
  }

  /** One of several attacks: what was set goes to those it belongs to. */
  Attack oneOf(Method method, Threat threat, Bounds bounds, boolean stopEarly) {
    float reach = Float.isInfinite(threat.epsilon()) ? bounds.range() : threat.epsilon();
    Float relative = stepSize == null ? null : relative(stepSize.value(), reach);
    Options options =
        method.startsAtRandom()
            ? new Options(loss, seed, restarts, stopEarly)
            : new Options(loss, null, 1, stopEarly);
    Attack attack = method.of(new Method.Settings(threat, steps, relative, queries, options));
    return smallest && !method.findsLeast() ? new SmallestEpsilon(attack) : attack;
  }

  private static float relative(float size, float epsilon) {
    if (size == 0) {
      throw new OstrichException("The step size is 0: it must be more than 0, in input units.");
    }
    return epsilon == 0 ? 1 : size / epsilon;
  }

  /**
   * The norm that several attacks share.
   *
   * @throws OstrichException if none was given and they differ in their usual one
   */
  Norm norm(List<Method> methods) {
    List<Norm> usual = methods.stream().map(Method::usualNorm).distinct().toList();
    if (norm == null && usual.size() > 1) {
      throw new OstrichException(
          "These attacks measure changes in different norms: give one with --norm.");
    }
    return norm == null ? usual.get(0) : norm;
  }

  /** The seed of random starts; null where there are none. */
  Long seed() {
    return seed;
  }
}
