package org.ostrichml.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;

/**
 * What takes the place of ops on the way back: their forward values stay, and gradients are those
 * of a smooth function of the same input. Athalye, Carlini and Wagner (2018), "Obfuscated gradients
 * give a false sense of security", section 4.1 (BPDA).
 *
 * @param place which ops: a type of op, as in {@code Round}; the name of one, or its end after a
 *     slash, as in {@code quantise/Round}; or {@code FROM..TO}, all that lies between two tensors,
 *     where an empty FROM is the model's input
 * @param curve the smooth function; null is the usual one for the op, which is a sigmoid of slope
 *     10 for comparisons, and the identity for all else
 * @param slope what the curve multiplies its input by, more than 0; 1 for the identity
 */
public record StandIn(String place, Curve curve, float slope) {
  private static final String BETWEEN = "..";

  /** The slope of a comparison's sigmoid where nobody says. */
  static final float STEEP = 10;

  /** Smooth functions of one number. */
  public enum Curve {
    /** x. */
    IDENTITY,
    /** 1 / (1 + exp(-kx)). */
    SIGMOID,
    /** tanh(kx). */
    TANH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the place and the slope.
   *
   * @throws OstrichException if there is no place, or the slope is not more than 0, or not 1 for an
   *     identity
   */
  public StandIn {
    if (place.isBlank() || place.endsWith(BETWEEN)) {
      throw new OstrichException(
          "'%s' names no op to stand in for: give NAME, a type of op, or FROM..TO."
              .formatted(place));
    }
    boolean straight = curve == null || curve == Curve.IDENTITY;
    if (!(slope > 0) || Float.isInfinite(slope) || straight && slope != 1) {
      throw new OstrichException(
          "The stand-in for '%s' has slope %s: give a sigmoid or tanh one of more than 0."
              .formatted(place, slope));
    }
  }

  /** The usual stand-in. */
  public static StandIn of(String place) {
    return new StandIn(place, null, 1);
  }

  /**
   * Reads {@code PLACE}, {@code PLACE=identity}, {@code PLACE=sigmoid:10} or {@code PLACE=tanh:5};
   * a slope that is left out is 1.
   *
   * @throws OstrichException if there is no such curve, or the slope is no number
   */
  public static StandIn parse(String text) {
    int end = text.indexOf('=');
    if (end < 0) {
      return of(text.strip());
    }
    String[] parts = text.substring(end + 1).strip().split(":", 2);
    Curve curve =
        Arrays.stream(Curve.values())
            .filter(each -> each.toString().equals(parts[0].toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> unknown(text, parts[0]));
    try {
      float slope = parts.length < 2 ? 1 : Float.parseFloat(parts[1]);
      return new StandIn(text.substring(0, end).strip(), curve, slope);
    } catch (NumberFormatException e) {
      throw new OstrichException(
          "The slope '%s' in '%s' is no number: write it like =sigmoid:10."
              .formatted(parts[1], text));
    }
  }

  private static OstrichException unknown(String text, String curve) {
    return new OstrichException(
        "There is no stand-in '%s' ('%s'): it is one of %s."
            .formatted(
                curve,
                text,
                Arrays.stream(Curve.values())
                    .map(Curve::toString)
                    .collect(Collectors.joining(", "))));
  }

  /** Whether this is for all that lies between two tensors. */
  boolean isBetween() {
    return place.contains(BETWEEN);
  }

  /** The tensor that the step begins with, as it is written; empty for the model's input. */
  String from() {
    return place.substring(0, place.indexOf(BETWEEN));
  }

  /** The tensor that the step ends with, as it is written. */
  String to() {
    return place.substring(place.indexOf(BETWEEN) + BETWEEN.length());
  }
}
