package org.ostrichml.bench;

import org.ostrichml.data.Batch;

/**
 * What an attack achieved.
 *
 * @param robustAccuracy the share of all examples that still has its label, 0 to 1
 * @param maxPerturbation the largest change of a value, in input units
 * @param sameStep the share of values that are those of the {@code tf.function} loop after one
 *     step; null where that was not run, or goes on where Ostrich stops
 * @param sameEnd the same after all steps: from the first gradient near zero whose sign differs by
 *     rounding, two attacks go ways of their own
 */
public record Check(
    double robustAccuracy, double maxPerturbation, Double sameStep, Double sameEnd) {
  /** Floats that were rounded otherwise count as the same, in input units. */
  static final double SLACK = 1e-6;

  /** The share of labels that are also the classes seen. */
  static double accuracy(int[] labels, int[] classes) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += labels[i] == classes[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  /** The largest distance between values in the same place. */
  static double distance(Batch first, Batch second) {
    double largest = 0;
    for (int i = 0; i < first.values().length; i++) {
      largest = Math.max(largest, Math.abs((double) first.values()[i] - second.values()[i]));
    }
    return largest;
  }

  /** The share of values that are the same in both. */
  static double same(Batch first, Batch second) {
    int count = 0;
    for (int i = 0; i < first.values().length; i++) {
      count += Math.abs((double) first.values()[i] - second.values()[i]) <= SLACK ? 1 : 0;
    }
    return (double) count / first.values().length;
  }
}
