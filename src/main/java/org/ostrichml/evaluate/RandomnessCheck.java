package org.ostrichml.evaluate;

import java.util.Locale;
import org.ostrichml.data.Batch;

/** Whether two forward passes of the same examples differ. */
final class RandomnessCheck implements AlarmCheck {
  /** Far more than rounding makes of scores, and less than changes a decision. */
  private static final double ROUNDING = 1e-3;

  @Override
  public String name() {
    return "random-outputs";
  }

  @Override
  public Alarm check(Evidence evidence) {
    Batch examples =
        Batch.concat(evidence.some(each -> 2).stream().map(Witness::original).toList());
    Batch first = evidence.model().scores(examples);
    Batch second = evidence.model().scores(examples);
    double largest = 0;
    for (int i = 0; i < examples.size(); i++) {
      largest = Math.max(largest, change(first.slice(i, i + 1), second.slice(i, i + 1)));
    }
    return alarm(
        largest,
        ROUNDING,
        largest > ROUNDING,
        String.format(
            Locale.ROOT,
            "scores change by %.2g of their range from one forward pass to the next",
            largest),
        "a gradient of one pass is that of one draw, and so is a success; average the gradients over many passes (--eot).");
  }

  /** The largest change of a score, in parts of the range of all. */
  private static double change(Batch first, Batch second) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    float change = 0;
    for (int k = 0; k < first.values().length; k++) {
      least = Math.min(least, first.values()[k]);
      most = Math.max(most, first.values()[k]);
      change = Math.max(change, Math.abs(first.values()[k] - second.values()[k]));
    }
    return change == 0 ? 0 : change / (most - least);
  }
}
