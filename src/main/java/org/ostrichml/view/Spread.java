package org.ostrichml.view;

import org.ostrichml.OstrichException;

/**
 * How far what is drawn at random strays from a picture as it is; 0 is not at all. Each is drawn
 * evenly, the noise normally.
 *
 * @param shift how far it moves along each axis at most, in parts of that side of the picture
 * @param scale how much larger or smaller it gets at most: 0.25 is from 1/1.25 to 1.25 times
 * @param rotation by how many degrees it turns at most, either way
 * @param brightness how much lighter or darker it gets at most, in parts of the bounds' range
 * @param contrast by what part the distance to the middle of the bounds grows or shrinks at most
 * @param noise the standard deviation of each value's noise, in parts of the bounds' range
 */
public record Spread(
    float shift, float scale, float rotation, float brightness, float contrast, float noise) {
  /** Not at all. */
  public static final Spread NONE = new Spread(0, 0, 0, 0, 0, 0);

  /**
   * Checks the numbers.
   *
   * @throws OstrichException if one is negative or not a number
   */
  public Spread {
    for (float each : new float[] {shift, scale, rotation, brightness, contrast, noise}) {
      if (!(each >= 0) || Float.isInfinite(each)) {
        throw new OstrichException("A transformation strays by " + each + ": give 0 or more.");
      }
    }
  }

  /** Whether pixels move. */
  boolean moves() {
    return shift > 0 || scale > 0 || rotation > 0;
  }

  /** Whether values change where they are. */
  boolean lights() {
    return brightness > 0 || contrast > 0 || noise > 0;
  }
}
