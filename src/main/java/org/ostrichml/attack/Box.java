package org.ostrichml.attack;

import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;

/**
 * The values each element of an adversarial batch may take: the L-infinity ball around the
 * original, cut to the bounds. The ends are exact: no value of the box differs from the original by
 * more than epsilon, to the last float.
 *
 * @param lower the smallest value of each element, of the shape of the originals
 * @param upper the largest value of each element, likewise
 */
record Box(Batch lower, Batch upper) {

  /**
   * The box around {@code originals}.
   *
   * @throws OstrichException if an original is NaN or infinite, or violates bounds that count, or
   *     if no grey level is within epsilon where those count
   */
  static Box around(Batch originals, Threat threat, Bounds bounds) {
    float[] values = originals.values();
    float[] lower = new float[values.length];
    float[] upper = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      check(values[i], threat, bounds);
      lower[i] = -reach(-values[i], threat.epsilon());
      upper[i] = reach(values[i], threat.epsilon());
      if (threat.clip()) {
        lower[i] = Math.max(lower[i], bounds.lower());
        upper[i] = Math.min(upper[i], bounds.upper());
      }
      if (threat.greyLevels()) {
        lower[i] = GreyLevels.atLeast(lower[i], bounds);
        upper[i] = GreyLevels.atMost(upper[i], bounds);
        if (lower[i] > upper[i]) {
          throw new OstrichException(
              "The input holds %s, and no grey level of %s is within epsilon of it: give 8-bit pictures or a larger epsilon."
                  .formatted(values[i], bounds));
        }
      }
    }
    return new Box(new Batch(lower, originals.shape()), new Batch(upper, originals.shape()));
  }

  /** The largest float that is at most {@code epsilon} above {@code value}, computed exactly. */
  private static float reach(float value, float epsilon) {
    float end = Math.min(value + epsilon, Float.MAX_VALUE);
    while ((double) end - value > epsilon) {
      end = Math.nextDown(end);
    }
    return end;
  }

  private static void check(float value, Threat threat, Bounds bounds) {
    if (!Float.isFinite(value)) {
      throw new OstrichException(
          "The input holds " + value + ": only finite values can be attacked.");
    }
    if (threat.clip() && (value < bounds.lower() || value > bounds.upper())) {
      throw new OstrichException(
          "The input holds %s, outside the bounds %s: give the model's input range with --bounds, or do not clip."
              .formatted(value, bounds));
    }
  }
}
