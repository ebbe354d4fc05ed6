package org.ostrichml.evaluate;

import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;

/**
 * How far an example was moved.
 *
 * @param linf the largest change of a value, in input units
 * @param l2 the Euclidean length of the change, in input units
 * @param greyLevels {@code linf} in grey levels, of which the bounds span 255
 */
public record Distance(double linf, double l2, double greyLevels) {
  /** The distance between two batches of one example. */
  public static Distance between(Batch original, Batch moved, Bounds bounds) {
    double linf = 0;
    double squares = 0;
    for (int i = 0; i < original.values().length; i++) {
      double change = (double) moved.values()[i] - original.values()[i];
      linf = Math.max(linf, Math.abs(change));
      squares += change * change;
    }
    double level = ((double) bounds.upper() - bounds.lower()) / 255;
    return new Distance(linf, Math.sqrt(squares), linf / level);
  }
}
