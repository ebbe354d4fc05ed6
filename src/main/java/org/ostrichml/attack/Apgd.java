package org.ostrichml.attack;

import java.util.ArrayList;
import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.objective.Losses;

/**
 * Auto-PGD: steepest steps with momentum whose size each example halves for itself where the loss
 * no longer climbs, going back to its best point. Croce and Hein (2020), "Reliable evaluation of
 * adversarial robustness with an ensemble of diverse parameter-free attacks", algorithm 1. The
 * first step is of two epsilon, the momentum 0.75. What comes out is the best point that the model
 * was shown: one that reached the goal where there is one, and of those the one of the largest
 * loss.
 *
 * <p>In L1 the steps are those of {@link Norm#L1}.
 *
 * @param threat what may change
 * @param steps how many points the model is shown, at least 2, each a forward and a backward pass
 * @param options loss, start, restarts and early stop
 */
public record Apgd(Threat threat, int steps, Options options) implements StepAttack {
  /**
   * Checks the number of steps.
   *
   * @throws OstrichException if it is less than 2, which would show the model the start alone
   */
  public Apgd {
    if (steps < 2) {
      throw new OstrichException(
          "The number of steps is %d: APGD needs at least 2, the start and a point to compare it with."
              .formatted(steps));
    }
  }

  /** Cross-entropy from a random start, as published: with 100 steps. */
  public static Apgd crossEntropy(Threat threat, int steps, long seed) {
    return new Apgd(threat, steps, Options.DEFAULT.withRandomStart(seed, 1));
  }

  /** The difference of logits ratio from a random start. */
  public static Apgd dlr(Threat threat, int steps, long seed) {
    Apgd attack = crossEntropy(threat, steps, seed);
    return attack.withOptions(attack.options.withLoss(Losses.DLR));
  }

  /**
   * The steps at which the step size may halve, {@code ceil(p[j] * steps)} with {@code p[0] = 0},
   * {@code p[1] = 0.22} and {@code p[j+1] = p[j] + max(p[j] - p[j-1] - 0.03, 0.06)}: section 3 of
   * the paper. Counted in hundredths, so that no rounding moves one.
   */
  static List<Integer> checkpoints(int steps) {
    List<Integer> all = new ArrayList<>();
    int period = 22;
    for (int share = period; share <= 100; share += period) {
      int step = Math.toIntExact(((long) share * steps + 99) / 100);
      if (all.isEmpty() || all.get(all.size() - 1) < step) {
        all.add(step);
      }
      period = Math.max(period - 3, 6);
    }
    return all;
  }

  @Override
  public float relativeStepSize() {
    return 2;
  }

  @Override
  public Rule rule() {
    return new ApgdStep(checkpoints(steps));
  }

  @Override
  public Apgd withThreat(Threat other) {
    return new Apgd(other, steps, options);
  }

  @Override
  public Apgd withOptions(Options other) {
    return new Apgd(threat, steps, other);
  }
}
