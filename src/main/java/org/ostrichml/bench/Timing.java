package org.ostrichml.bench;

import java.util.List;

/**
 * Milliseconds of calls.
 *
 * @param first the first call, in which everything is built
 * @param best the quickest of the later ones; of all where each starts anew
 * @param median the middle one of the same
 * @param calls how many calls there were
 */
public record Timing(double first, double best, double median, int calls) {
  /** Sums up calls, in their order; a single one is also the best. */
  static Timing of(List<Double> millis) {
    return of(millis, millis.subList(millis.size() > 1 ? 1 : 0, millis.size()));
  }

  /** Sums up calls that all had to build everything: any of them may be the best. */
  static Timing ofAlike(List<Double> millis) {
    return of(millis, millis);
  }

  private static Timing of(List<Double> all, List<Double> counted) {
    List<Double> sorted = counted.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Timing(all.get(0), sorted.get(0), median, all.size());
  }
}
