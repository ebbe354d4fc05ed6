package org.ostrichml.attack;

import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;

/**
 * The values each element of an adversarial batch may take: the bounds, in L-infinity the ball
 * around the original too, and where a mask is 0 the original alone. The ends are exact: no value
 * of the box differs from the original by more than epsilon, to the last float.
 *
 * @param lower the smallest value of each element, of the shape of the originals
 * @param upper the largest value of each element, likewise
 */
public record Box(Batch lower, Batch upper) {

  /**
   * The box around {@code originals}.
   *
   * @throws OstrichException if an original is NaN or infinite, or violates bounds that count, or
   *     if no grey level is within epsilon where those count
   */
  static Box around(Batch originals, float[] epsilon, Threat threat, Bounds bounds) {
    float[] values = originals.values();
    float[] weights = threat.mask() == null ? null : threat.mask().over(originals.exampleShape());
    float[] lower = new float[values.length];
    float[] upper = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      check(values[i], threat, bounds);
      float weight = weights == null ? 1 : weights[i % weights.length];
      float reach =
          threat.norm() == Norm.LINF
              ? epsilon[i / originals.exampleSize()]
              : Float.POSITIVE_INFINITY;
      lower[i] = weight == 0 ? values[i] : -reach(-values[i], weight * reach);
      upper[i] = weight == 0 ? values[i] : reach(values[i], weight * reach);
      if (threat.clip()) {
        lower[i] = Math.max(lower[i], bounds.lower());
        upper[i] = Math.min(upper[i], bounds.upper());
      }
      if (threat.greyLevels() && weight != 0) {
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

  /** Element {@code i} of a batch, moved into the box. */
  float clip(int i, float value) {
    return Math.min(Math.max(value, lower.values()[i]), upper.values()[i]);
  }
}
