package org.ostrichml.attack;

import java.util.stream.IntStream;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/**
 * Brings the points of attacks that look for the least change to grey levels. Rounding takes most
 * of them back over the decision boundary, so a perturbation is stretched, by as little as it
 * takes.
 */
final class Stretch {
  /** How many lengths are tried, and so how many forward passes an example takes at most. */
  static final int MOST = 40;

  private static final double FACTOR = 1.05;

  private Stretch() {}

  /**
   * The points rounded, where that is asked for.
   *
   * @param reached whether each point reaches its goal before it is rounded
   * @param effort where the forward passes are counted
   */
  static Batch rounded(
      TargetModel model, Examples examples, Batch points, boolean[] reached, Effort effort) {
    if (!examples.threat().greyLevels()) {
      return points;
    }
    Batch result = GreyLevels.round(points, examples.bounds());
    int stride = points.exampleSize();
    int[] rows = IntStream.range(0, points.size()).filter(i -> reached[i]).toArray();
    double length = 1;
    for (int tried = 0; tried < MOST && rows.length > 0; tried++) {
      Examples part = examples.select(rows);
      Batch candidates = stretched(part, points.select(rows), length);
      boolean[] still = Judge.of(model, candidates, part.goal()).reached();
      for (int i = 0; i < rows.length; i++) {
        effort.forward()[rows[i]]++;
        if (still[i]) {
          System.arraycopy(
              candidates.values(), i * stride, result.values(), rows[i] * stride, stride);
        }
      }
      int[] tries = rows;
      rows = IntStream.range(0, still.length).filter(i -> !still[i]).map(i -> tries[i]).toArray();
      length *= FACTOR;
    }
    return result;
  }

  private static Batch stretched(Examples examples, Batch points, double length) {
    float[] values = new float[points.values().length];
    for (int i = 0; i < values.length; i++) {
      double original = examples.originals().values()[i];
      double moved = original + length * (points.values()[i] - original);
      values[i] = GreyLevels.nearest(examples.box().clip(i, (float) moved), examples.bounds());
    }
    return new Batch(values, points.shape());
  }
}
