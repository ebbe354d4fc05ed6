package org.ostrichml.evaluate;

/** What is counted on the way through an evaluation, for the checks that need no more. */
final class Tally {
  /** Logarithms of smaller probabilities are flat: see {@code TargetModel.logits}. */
  private static final float VANISHED = 1e-30f;

  private int answers;
  private int saturated;
  private int attacked;
  private int zeroGradients;
  private int followed;
  private int unrisen;

  /** Counts answers, [classes] for each example one after the other. */
  void answered(float[] probabilities, int classes) {
    for (int from = 0; from < probabilities.length; from += classes) {
      int left = 0;
      for (int k = from; k < from + classes; k++) {
        left += probabilities[k] > VANISHED ? 1 : 0;
      }
      saturated += left == 1 ? 1 : 0;
      answers++;
    }
  }

  /**
   * Counts the examples of a batch that gradients of zero kept from their goal in one of the
   * attempts; where it is reached, some losses are flat by rights.
   */
  void attacked(Iterable<Attempt> attempts) {
    boolean[] zero = null;
    for (Attempt attempt : attempts) {
      if (attempt.usesGradients()) {
        zero = zero == null ? new boolean[attempt.reached().length] : zero;
        for (int i = 0; i < zero.length; i++) {
          zero[i] |= attempt.zeroGradient()[i] && !attempt.reached()[i];
        }
      }
      if (attempt.climbs()) {
        followed += attempt.rise().followed();
        unrisen += attempt.rise().unrisen();
      }
    }
    for (int i = 0; zero != null && i < zero.length; i++) {
      attacked++;
      zeroGradients += zero[i] ? 1 : 0;
    }
  }

  /** The answers whose probabilities are one 1 and nothing else, of all. */
  Proportion saturated() {
    return Proportion.of(saturated, answers);
  }

  /** The examples whose gradients were zero, of those attacked along gradients. */
  Proportion zeroGradients() {
    return Proportion.of(zeroGradients, attacked);
  }

  /** Losses that ended no larger than they began, of those that were followed. */
  Proportion unrisen() {
    return Proportion.of(unrisen, followed);
  }

  /** How many examples were answered. */
  int answers() {
    return answers;
  }
}
