package org.ostrichml.bench;

import java.util.Locale;

/** Numbers as text, with three or four digits that count. */
final class Figures {
  private Figures() {}

  /** Milliseconds or megabytes. */
  static String amount(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /** How many times something else. */
  static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  /** A share of 0 to 1. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
