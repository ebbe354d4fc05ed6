package org.ostrichml.demo;

import java.util.Locale;
import org.ostrichml.data.Bounds;

/**
 * How far an attack may go, and how long.
 *
 * @param levels the largest change of a value, in grey levels of 255
 * @param steps how many steps
 */
record Budget(int levels, int steps) {
  /** The largest change in input units. */
  float epsilon(Bounds bounds) {
    return (float) ((double) levels * bounds.range() / 255);
  }

  /** The same as users type it. */
  String typed(Bounds bounds) {
    return typed(levels, bounds);
  }

  /** Grey levels as users type them, in input units. */
  static String typed(int levels, Bounds bounds) {
    return String.format(Locale.ROOT, "%.6g", (double) levels * bounds.range())
            .replaceFirst("\\.?0+$", "")
        + "/255";
  }
}
