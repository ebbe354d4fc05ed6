package org.ostrichml.attack;

import java.util.Arrays;

/** One example under the L-BFGS attack: the search over {@code c} around the minimizations. */
final class LbfgsExample {
  /** Where a minimization ends: lower than what float32 losses can tell apart matters little. */
  private static final double TOLERANCE = 1e-6;

  /** How near the largest c that succeeds and the least that fails may come. */
  private static final double CLOSE = 1.005;

  private final Lbfgs attack;
  private final double[] original;
  private final double[] lower;
  private final double[] upper;
  private BoxLbfgs minimization;
  private double weight;
  private double succeeded;
  private double failed = Double.POSITIVE_INFINITY;
  private double factor = 2;
  private float[] nearest;
  private double distance = Double.POSITIVE_INFINITY;
  private boolean reachedAtBest;
  private int steps;
  private int stepsOfValue;
  private boolean zeroGradient = true;
  private boolean done;

  LbfgsExample(Lbfgs attack, Examples examples, int example) {
    this.attack = attack;
    this.original = row(examples.originals().values(), examples, example);
    this.lower = row(examples.box().lower().values(), examples, example);
    this.upper = row(examples.box().upper().values(), examples, example);
  }

  private static double[] row(float[] values, Examples examples, int example) {
    int stride = examples.originals().exampleSize();
    double[] row = new double[stride];
    for (int i = 0; i < stride; i++) {
      row[i] = values[example * stride + i];
    }
    return row;
  }

  /** How many passes it took so far. */
  int steps() {
    return steps;
  }

  boolean isDone() {
    return done;
  }

  boolean hasReached() {
    return nearest != null;
  }

  boolean zeroGradient() {
    return zeroGradient;
  }

  /** Where the loss and its gradient are to be taken next. */
  float[] point() {
    return floats(minimization == null ? original : minimization.point());
  }

  /** The nearest point that reached the goal; the last minimizer where none did. */
  float[] result() {
    if (nearest != null) {
      return nearest;
    }
    return floats(minimization == null ? original : minimization.best());
  }

  /** Goes on with what was found at {@link #point}: a loss that is to fall. */
  void tell(double loss, double[] gradient, boolean reached) {
    steps++;
    boolean flat = Arrays.stream(gradient).allMatch(each -> each == 0);
    zeroGradient &= flat;
    if (minimization == null) {
      begin(loss, gradient, reached, flat);
    } else {
      minimize(loss, gradient, reached);
    }
    done |= steps == attack.steps();
  }

  private void begin(double loss, double[] gradient, boolean reached, boolean flat) {
    keep(original, reached);
    done = reached || flat;
    if (!done) {
      double slope = 0;
      for (int i = 0; i < gradient.length; i++) {
        slope += lower[i] < upper[i] ? gradient[i] * gradient[i] : 0;
      }
      weight = slope / (2 * Math.max(Math.abs(loss), Float.MIN_NORMAL));
      done = !(weight > 0 && Double.isFinite(weight));
      restart(original);
    }
  }

  private void minimize(double loss, double[] gradient, boolean reached) {
    double[] at = minimization.point();
    keep(at, reached);
    double squares = 0;
    for (int i = 0; i < at.length; i++) {
      double change = at[i] - original[i];
      squares += change * change;
      gradient[i] += 2 * weight * change;
    }
    minimization.tell(weight * squares + loss, gradient);
    reachedAtBest = minimization.best() == at ? reached : reachedAtBest;
    stepsOfValue++;
    if (minimization.isDone() || stepsOfValue == attack.stepsPerValue()) {
      next();
    }
  }

  /** Goes on with another c. */
  private void next() {
    double[] end = minimization.best();
    if (reachedAtBest) {
      succeeded = Math.max(succeeded, weight);
    } else {
      failed = Math.min(failed, weight);
    }
    done = failed <= succeeded * CLOSE;
    if (succeeded > 0 && failed < Double.POSITIVE_INFINITY) {
      weight = Math.sqrt(succeeded * failed);
    } else {
      weight = reachedAtBest ? weight * factor : weight / factor;
      factor *= factor;
    }
    done |= !(weight > 0 && Double.isFinite(weight));
    if (!done) {
      restart(reachedAtBest || nearest == null ? end : doubles(nearest));
    }
  }

  private void restart(double[] start) {
    minimization = new BoxLbfgs(start, lower, upper, 1 / (2 * weight), TOLERANCE);
    stepsOfValue = 0;
    reachedAtBest = false;
  }

  private void keep(double[] point, boolean reached) {
    if (reached) {
      double squares = 0;
      for (int i = 0; i < point.length; i++) {
        squares += (point[i] - original[i]) * (point[i] - original[i]);
      }
      if (squares < distance) {
        distance = squares;
        nearest = floats(point);
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
