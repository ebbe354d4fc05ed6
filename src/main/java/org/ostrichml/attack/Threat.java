package org.ostrichml.attack;

import org.ostrichml.OstrichException;

/**
 * What an attacker may change: every value of the input by at most {@code epsilon} (L-infinity).
 *
 * @param epsilon the largest change of a value, in the model's input units, 0 or more
 * @param clip whether results must stay within the model's bounds; the formula of Goodfellow et al.
 *     (2014) does not clip
 * @param greyLevels whether results must be whole grey levels, so that saving them as an 8-bit
 *     picture changes nothing
 */
public record Threat(float epsilon, boolean clip, boolean greyLevels) {
  /**
   * Checks the budget.
   *
   * @throws OstrichException if {@code epsilon} is negative or not finite
   */
  public Threat {
    if (!(epsilon >= 0) || Float.isInfinite(epsilon)) {
      throw new OstrichException(
          "Epsilon is " + epsilon + ": it must be a number of 0 or more, in input units.");
    }
  }

  /** Up to {@code epsilon} a value, within the bounds. */
  public static Threat linf(float epsilon) {
    return new Threat(epsilon, true, false);
  }

  /** This threat without regard to the bounds. */
  public Threat withoutClip() {
    return new Threat(epsilon, false, greyLevels);
  }

  /** This threat for pictures that are saved with 8 bits a channel. */
  public Threat withGreyLevels() {
    return new Threat(epsilon, clip, true);
  }
}
