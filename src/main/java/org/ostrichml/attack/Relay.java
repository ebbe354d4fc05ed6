package org.ostrichml.attack;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/**
 * Several attacks, one after another, on the examples that still stand. Each result is judged by a
 * forward pass; examples that never fall keep the one that came nearest.
 */
final class Relay {
  private final TargetModel model;
  private final Examples examples;
  private final float[] points;
  private final boolean[] reached;
  private final float[] nearest;
  private final Effort effort;

  /** Whatever attacks a batch, and the numbers it calls its examples by. */
  @FunctionalInterface
  interface Leg {
    /** Attacks those of the examples whose numbers are in {@code rows}. */
    Search.Found run(int[] rows, StepListener listener);
  }

  Relay(TargetModel model, Examples examples) {
    this.model = model;
    this.examples = examples;
    this.points = examples.originals().values().clone();
    this.reached = new boolean[examples.size()];
    this.nearest = new float[examples.size()];
    this.effort = Effort.of(examples.size(), 0, 0);
    Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
    Arrays.fill(effort.zeroGradient(), true);
  }

  /** Attacks those that stand; does nothing where none does. */
  void run(Leg leg, StepListener listener) {
    int[] rows = IntStream.range(0, reached.length).filter(i -> !reached[i]).toArray();
    if (rows.length == 0) {
      return;
    }
    Search.Found found = leg.run(rows, listener.of(rows));
    effort.add(rows, found.effort());
    Judge judged = Judge.of(model, found.points(), examples.goal().select(rows));
    int stride = found.points().exampleSize();
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      effort.forward()[row]++;
      reached[row] = judged.reached()[i];
      if (reached[row] || judged.leads()[i] > nearest[row]) {
        nearest[row] = judged.leads()[i];
        System.arraycopy(found.points().values(), i * stride, points, row * stride, stride);
      }
    }
  }

  /** What all of them came to. */
  Search.Found found() {
    return new Search.Found(new Batch(points, examples.originals().shape()), effort);
  }
}
