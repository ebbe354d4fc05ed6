package org.ostrichml.attack;

import java.util.List;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;
import org.ostrichml.objective.Loss;
import org.ostrichml.objective.Losses;
import org.ostrichml.objective.Penalty;

/**
 * What all attacks that repeat a step have in common.
 *
 * @param loss what is driven up, or down towards a target
 * @param seed the seed of random starts within epsilon; null starts at the original. The start of
 *     an example depends on the seed, the restart and its own values alone.
 * @param restarts how many starts each example has until one reaches the goal, at least 1
 * @param stopEarly whether an example leaves as soon as it has reached its goal; otherwise it makes
 *     all steps, which makes the model surer
 * @param penalties what the examples are to have little of while the loss is driven; they count
 *     within the mask alone
 */
public record Options(
    Loss loss, Long seed, int restarts, boolean stopEarly, List<Penalty> penalties) {
  /** Cross-entropy, one start at the original, all steps, no penalties. */
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
    penalties = List.copyOf(penalties);
  }

  /** Options without penalties. */
  public Options(Loss loss, Long seed, int restarts, boolean stopEarly) {
    this(loss, seed, restarts, stopEarly, List.of());
  }

  /** These options with another loss. */
  public Options withLoss(Loss other) {
    return new Options(other, seed, restarts, stopEarly, penalties);
  }

  /** These options with {@code starts} random starts. */
  public Options withRandomStart(long from, int starts) {
    return new Options(loss, from, starts, stopEarly, penalties);
  }

  /** These options where what has reached its goal leaves. */
  public Options withEarlyStop() {
    return new Options(loss, seed, restarts, true, penalties);
  }

  /** These options with one more penalty. */
  public Options withPenalty(Penalty penalty) {
    List<Penalty> more = Stream.concat(penalties.stream(), Stream.of(penalty)).toList();
    return new Options(loss, seed, restarts, stopEarly, more);
  }
}
