package org.ostrichml.bench;

import java.util.List;

/**
 * Milliseconds of calls.
 *
 * @param first the first call, in which everything is built
 * @param best the quickest of the later ones
 * @param median the middle one of the later ones
 * @param calls how many calls there were
 */
public record Timing(double first, double best, double median, int calls) {
  /** Sums up calls, in their order; a single one is also the best. */
  static Timing of(List<Double> millis) {
    List<Double> later =
        millis.subList(millis.size() > 1 ? 1 : 0, millis.size()).stream().sorted().toList();
    int middle = later.size() / 2;
    double median =
        later.size() % 2 == 1 ? later.get(middle) : (later.get(middle - 1) + later.get(middle)) / 2;
    return new Timing(millis.get(0), later.get(0), median, millis.size());
  }
}
