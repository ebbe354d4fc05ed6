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
    float least = threat.clip() ? bounds.lower() : -Float.MAX_VALUE;
    float most = threat.clip() ? bounds.upper() : Float.MAX_VALUE;
    int stride = originals.exampleSize();
    for (int example = 0; example < originals.size(); example++) {
      float radius = threat.norm() == Norm.LINF ? epsilon[example] : Float.POSITIVE_INFINITY;
      float known = Float.NaN; // Neighbours are often alike, and have the same ends.
      float knownWeight = Float.NaN;
      float low = 0;
      float high = 0;
      for (int i = 0, at = example * stride; i < stride; i++, at++) {
        float value = values[at];
        if (!(value >= least && value <= most)) {
          throw refused(value, bounds);
        }
        float weight = weights == null ? 1 : weights[i];
        if (value != known || weight != knownWeight) {
          known = value;
          knownWeight = weight;
          float reach = weight * radius;
          low = weight == 0 ? value : Math.max(-reach(-value, reach), least);
          high = weight == 0 ? value : Math.min(reach(value, reach), most);
          if (threat.greyLevels() && weight != 0) {
            low = GreyLevels.atLeast(low, bounds);
            high = GreyLevels.atMost(high, bounds);
            if (low > high) {
              throw noGreyLevel(value, bounds);
            }
          }
        }
        lower[at] = low;
        upper[at] = high;
      }
    }
    return new Box(new Batch(lower, originals.shape()), new Batch(upper, originals.shape()));
  }

  private static OstrichException noGreyLevel(float value, Bounds bounds) {
    return new OstrichException(
        "The input holds %s, and no grey level of %s is within epsilon of it: give 8-bit pictures or a larger epsilon."
            .formatted(value, bounds));
  }

  /** The largest float that is at most {@code epsilon} above {@code value}, computed exactly. */
  private static float reach(float value, float epsilon) {
    float end = Math.min(value + epsilon, Float.MAX_VALUE);
    while ((double) end - value > epsilon) {
      end = Math.nextDown(end);
    }
    return end;
  }

  private static OstrichException refused(float value, Bounds bounds) {
    return new OstrichException(
        Float.isFinite(value)
            ? "The input holds %s, outside the bounds %s: give the model's input range with --bounds, or do not clip."
                .formatted(value, bounds)
            : "The input holds " + value + ": only finite values can be attacked.");
  }

  /** Element {@code i} of a batch, moved into the box. */
  float clip(int i, float value) {
    return Math.min(Math.max(value, lower.values()[i]), upper.values()[i]);
  }
}
