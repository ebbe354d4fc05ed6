package org.ostrichml.data;

import org.ostrichml.OstrichException;

/**
 * The range of valid input values of a model, in its own input units; pixels 0 to 255 map linearly
 * onto it.
 *
 * @param lower the value of a black pixel
 * @param upper the value of a white pixel, greater than {@code lower}
 */
public record Bounds(float lower, float upper) {
  /** The range [0, 1]. */
  public static final Bounds UNIT = new Bounds(0, 1);

  /**
   * Checks that both ends are finite and in order.
   *
   * @throws OstrichException if they are not
   */
  public Bounds {
    if (!Float.isFinite(lower) || !Float.isFinite(upper) || lower >= upper) {
      throw new OstrichException(
          "Bounds " + lower + "," + upper + " are no range: give LOWER,UPPER, as in 0,1 or -1,1.");
    }
  }

  /**
   * Reads {@code LOWER,UPPER}, for example {@code -1,1} or {@code 0,255}.
   *
   * @throws OstrichException if the text is no such range
   */
  public static Bounds parse(String text) {
    String[] ends = text.split(",", -1);
    try {
      if (ends.length == 2) {
        return new Bounds(Float.parseFloat(ends[0].strip()), Float.parseFloat(ends[1].strip()));
      }
    } catch (NumberFormatException e) {
      // Falls through to the message below.
    }
    throw new OstrichException(
        "Bounds '" + text + "' are no range: give LOWER,UPPER, as in 0,1 or -1,1.");
  }

  /** The width of the range in input units. */
  public float range() {
    return upper - lower;
  }

  /** One grey level (1 of 255) in input units. */
  public float greyLevel() {
    return range() / 255;
  }

  /** The input value of a pixel of 0 to 255. */
  public float value(int pixel) {
    return (float) (lower + ((double) upper - lower) * pixel / 255);
  }

  /** The pixel, 0 to 255, nearest to an input value; values outside the range are clipped. */
  public int pixel(float value) {
    return Math.round(Math.min(1, Math.max(0, (value - lower) / range())) * 255);
  }

  @Override
  public String toString() {
    return "[" + lower + ", " + upper + "]";
  }
}
