package org.ostrichml.attack;

import org.ostrichml.OstrichException;

/**
 * The threat model: what an attacker may change.
 *
 * @param norm how a change is measured
 * @param epsilon the largest change of an example in that norm, in the model's input units, 0 or
 *     more; infinity where only the bounds count
 * @param clip whether results must stay within the model's bounds; the formula of Goodfellow et al.
 *     (2014) does not clip
 * @param greyLevels whether results must be whole grey levels, so that saving them as an 8-bit
 *     picture changes nothing
 * @param mask where the perturbation may live; null is everywhere
 */
public record Threat(Norm norm, float epsilon, boolean clip, boolean greyLevels, Mask mask) {
  /**
   * Checks the budget.
   *
   * @throws OstrichException if {@code epsilon} is negative or not a number
   */
  public Threat {
    if (!(epsilon >= 0)) {
      throw new OstrichException(
          "Epsilon is " + epsilon + ": it must be a number of 0 or more, in input units.");
    }
  }

  /** Up to {@code epsilon} a value, within the bounds. */
  public static Threat linf(float epsilon) {
    return of(Norm.LINF, epsilon);
  }

  /** Up to a Euclidean length of {@code epsilon}, within the bounds. */
  public static Threat l2(float epsilon) {
    return of(Norm.L2, epsilon);
  }

  /** Up to a sum of absolute changes of {@code epsilon}, within the bounds. */
  public static Threat l1(float epsilon) {
    return of(Norm.L1, epsilon);
  }

  /** Any change within the bounds; what attacks that look for the least one are given. */
  public static Threat unbounded(Norm norm) {
    return of(norm, Float.POSITIVE_INFINITY);
  }

  /** Up to {@code epsilon} in {@code norm}, within the bounds. */
  public static Threat of(Norm norm, float epsilon) {
    return new Threat(norm, epsilon, true, false, null);
  }

  /** This threat with another budget. */
  public Threat withEpsilon(float budget) {
    return new Threat(norm, budget, clip, greyLevels, mask);
  }

  /** This threat without regard to the bounds. */
  public Threat withoutClip() {
    return new Threat(norm, epsilon, false, greyLevels, mask);
  }

  /** This threat for pictures that are saved with 8 bits a channel. */
  public Threat withGreyLevels() {
    return new Threat(norm, epsilon, clip, true, mask);
  }

  /** This threat confined to a part of each example. */
  public Threat withMask(Mask part) {
    return new Threat(norm, epsilon, clip, greyLevels, part);
  }
}
