package org.ostrichml.report;

import org.ostrichml.data.Bounds;

/**
 * The report of {@code ostrich universal}.
 *
 * @param model the path of the model
 * @param device what it ran on, {@code cpu} or {@code gpu}
 * @param target the name of the target class, or null for an untargeted perturbation
 * @param norm how the perturbation is measured
 * @param epsilon its budget in that norm, in input units
 * @param steps the number of steps
 * @param batch how many pictures each step looked at
 * @param seed the seed of their order
 * @param bounds the range of valid inputs, in input units
 * @param seconds the time it took, without loading and saving
 * @param found on the pictures it was found on
 * @param test on other pictures, or null without them
 */
public record UniversalReport(
    String model,
    String device,
    String target,
    String norm,
    float epsilon,
    int steps,
    int batch,
    long seed,
    Bounds bounds,
    double seconds,
    Rate found,
    Rate test) {
  /**
   * What the perturbation does to some pictures, judged as 8-bit pictures.
   *
   * @param pictures how many there are
   * @param fooled how many are taken for the target, or for another class than before
   * @param rate the share of these
   */
  public record Rate(int pictures, int fooled, double rate) {
    /** The share of some pictures. */
    public static Rate of(int pictures, int fooled) {
      return new Rate(pictures, fooled, (double) fooled / pictures);
    }
  }
}
