package org.ostrichml.evaluate;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ostrichml.attack.Norm;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;

/**
 * How far an example was moved.
 *
 * @param linf the largest change of a value, in input units
 * @param l2 the Euclidean length of the change, in input units
 * @param l1 the sum of the absolute changes, in input units
 * @param greyLevels {@code linf} in grey levels, of which the bounds span 255
 */
public record Distance(double linf, double l2, double l1, double greyLevels) {
  /** The distance between two batches of one example. */
  public static Distance between(Batch original, Batch moved, Bounds bounds) {
    double linf = 0;
    double squares = 0;
    double sum = 0;
    for (int i = 0; i < original.values().length; i++) {
      double change = Math.abs((double) moved.values()[i] - original.values()[i]);
      linf = Math.max(linf, change);
      squares += change * change;
      sum += change;
    }
    double level = ((double) bounds.upper() - bounds.lower()) / 255;
    return new Distance(linf, Math.sqrt(squares), sum, linf / level);
  }

  /** The mean of several, each measure for itself; null of none. */
  static Distance mean(List<Distance> distances) {
    return each(distances, values -> values.stream().mapToDouble(v -> v).average().orElseThrow());
  }

  /** The median of several, each measure for itself; null of none. */
  static Distance median(List<Distance> distances) {
    return each(
        distances,
        values -> {
          List<Double> sorted = values.stream().sorted().toList();
          int middle = sorted.size() / 2;
          return sorted.size() % 2 == 1
              ? sorted.get(middle)
              : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        });
  }

  private static Distance each(List<Distance> distances, ToDoubleFunction<List<Double>> statistic) {
    return distances.isEmpty()
        ? null
        : new Distance(
            statistic.applyAsDouble(distances.stream().map(Distance::linf).toList()),
            statistic.applyAsDouble(distances.stream().map(Distance::l2).toList()),
            statistic.applyAsDouble(distances.stream().map(Distance::l1).toList()),
            statistic.applyAsDouble(distances.stream().map(Distance::greyLevels).toList()));
  }

  /** This distance in one norm, in input units. */
  public double in(Norm norm) {
    return switch (norm) {
      case LINF -> linf;
      case L2 -> l2;
      case L1 -> l1;
    };
  }
}
