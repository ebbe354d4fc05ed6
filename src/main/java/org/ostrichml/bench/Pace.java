package org.ostrichml.bench;

/**
 * What a step costs.
 *
 * @param forward milliseconds of the quickest forward pass on all examples, in the same process
 * @param perStep milliseconds of a step on all examples, of the quickest attack
 * @param forwardsPerStep the same in forward passes
 */
public record Pace(double forward, double perStep, double forwardsPerStep) {
  /** Of an attack that took {@code millis} for {@code steps} steps. */
  static Pace of(double millis, int steps, double forward) {
    return new Pace(forward, millis / steps, millis / steps / forward);
  }
}
