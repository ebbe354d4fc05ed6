package org.ostrichml.cli;

import picocli.CommandLine.TypeConversionException;

/**
 * A number that may be written as a fraction, like {@code 4/255}.
 *
 * @param value the number
 */
record Fraction(float value) {
  /** Reads {@code 0.03}, {@code 1e-3} or {@code 4/255}; not-a-numbers are refused. */
  static Fraction parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      double value = Double.parseDouble(parts[0]);
      if (parts.length == 2) {
        value /= Double.parseDouble(parts[1]);
      }
      if (parts.length <= 2 && Double.isFinite(value) && value >= 0) {
        return new Fraction((float) value);
      }
    } catch (NumberFormatException e) {
      // Falls through to the message below.
    }
    throw new TypeConversionException(
        "'" + text + "' is no number of 0 or more: write it like 0.0157 or 4/255");
  }
}
