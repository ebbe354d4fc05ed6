package org.ostrichml.attack;

import org.ostrichml.OstrichException;
import org.ostrichml.objective.Loss;
import org.ostrichml.objective.Losses;

/**
 * What all attacks that repeat a step have in common.
 *
 * @param loss what is driven up, or down towards a target
 * @param seed the seed of random starts within epsilon; null starts at the original. The start of
 *     an example depends on the seed, the restart and its own values alone.
 * @param restarts how many starts each example has until one reaches the goal, at least 1
 * @param stopEarly whether an example leaves as soon as it has reached its goal; otherwise it makes
 *     all steps, which makes the model surer
 */
public record Options(Loss loss, Long seed, int restarts, boolean stopEarly) {
  /** Cross-entropy, one start at the original, all steps. */
  public static final Options DEFAULT = new Options(Losses.CROSS_ENTROPY, null, 1, false);

  /**
   * Checks the options.
   *
   * @throws OstrichException if there is no start, or several that would all be the same
   */
  public Options {
    if (restarts < 1 || restarts > 1 && seed == null) {
      throw new OstrichException(
          "There are %d restarts: it must be at least 1, and more than 1 need a seed."
              .formatted(restarts));
    }
  }

  /** These options with another loss. */
  public Options withLoss(Loss other) {
    return new Options(other, seed, restarts, stopEarly);
  }

  /** These options with {@code starts} random starts. */
  public Options withRandomStart(long from, int starts) {
    return new Options(loss, from, starts, stopEarly);
  }

  /** These options where what has reached its goal leaves. */
  public Options withEarlyStop() {
    return new Options(loss, seed, restarts, true);
  }
}
