package org.ostrichml.bench;

import java.util.function.DoubleSupplier;

/**
 * What one contestant did; what was not measured is null.
 *
 * @param name its name
 * @param milliseconds how long its calls took
 * @param pace what a step cost
 * @param check what came out
 * @param megabytes the most memory its process held, in 10^6 bytes
 * @param ratio how many times Ostrich's best time, or memory; null for Ostrich itself
 * @param failure why there is nothing to tell, or null
 */
public record Entry(
    String name,
    Timing milliseconds,
    Pace pace,
    Check check,
    Double megabytes,
    Double ratio,
    String failure) {
  /** One of whom time is known, of its steps too or not. */
  static Entry timed(String name, Timing milliseconds, Pace pace, Check check) {
    return new Entry(name, milliseconds, pace, check, null, null, null);
  }

  /** One that could not take part. */
  static Entry failed(String name, String why) {
    return new Entry(name, null, null, null, null, null, why);
  }

  /** One of whom only memory is known, in megabytes. */
  static Entry memory(String name, DoubleSupplier megabytes) {
    try {
      return new Entry(name, null, null, null, megabytes.getAsDouble(), null, null);
    } catch (PeerFailure e) {
      return failed(name, e.getMessage());
    }
  }

  /** A number that counts, the less the better: milliseconds or megabytes; null if it failed. */
  Double cost() {
    return milliseconds == null ? megabytes : Double.valueOf(milliseconds.best());
  }

  /** This entry beside that of Ostrich. */
  Entry beside(Entry ours) {
    boolean comparable = cost() != null && ours.cost() != null && ours != this;
    Double times = comparable ? Double.valueOf(cost() / ours.cost()) : null;
    return new Entry(name, milliseconds, pace, check, megabytes, times, failure);
  }
}
