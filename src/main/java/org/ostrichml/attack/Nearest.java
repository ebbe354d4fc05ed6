package org.ostrichml.attack;

import java.util.Arrays;
import org.ostrichml.data.Batch;

/**
 * The nearest adversarial point found of each example, and what was spent. An example of which none
 * was found stays as it is.
 */
final class Nearest {
  private final Examples examples;
  private final float[] points;
  private final double[] distances;
  private final Effort effort;

  Nearest(Examples examples) {
    this.examples = examples;
    this.points = examples.originals().values().clone();
    this.distances = new double[examples.size()];
    this.effort = Effort.of(examples.size(), 0, 0);
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    Arrays.fill(effort.zeroGradient(), true);
  }

  /** Takes an adversarial point of example {@code row} if it is nearer than what there was. */
  void offer(int row, Batch from, int index) {
    int stride = from.exampleSize();
    double[] change = new double[stride];
    for (int i = 0; i < stride; i++) {
      double original = examples.originals().values()[row * stride + i];
      change[i] = from.values()[index * stride + i] - original;
    }
    double distance = examples.threat().norm().length(change);
    if (distance < distances[row]) {
      distances[row] = distance;
      System.arraycopy(from.values(), index * stride, points, row * stride, stride);
    }
  }

  /** The distance of the nearest point of an example; infinite where there is none. */
  double distance(int row) {
    return distances[row];
  }

  /** What was spent. */
  Effort effort() {
    return effort;
  }

  /** What the search came to. */
  Search.Found found() {
    for (int row = 0; row < distances.length; row++) {
      effort.zeroGradient()[row] &= effort.backward()[row] > 0;
    }
    return new Search.Found(new Batch(points, examples.originals().shape()), effort);
  }
}
