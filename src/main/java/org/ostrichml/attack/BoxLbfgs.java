package org.ostrichml.attack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimizes a smooth function of many variables, each between two bounds, by limited-memory BFGS.
 * It asks for a value and a gradient where it needs them, so that many minimizations can share the
 * passes of a model: while it is not done, evaluate at {@link #point} and {@link #tell} the
 * outcome.
 *
 * <p>The variables that a scaled gradient step takes to a bound make that step; the others make the
 * quasi-Newton step that the last pairs of moves and gradient changes imply among themselves. The
 * line search goes back along the projected path until the value falls enough. Two-metric
 * projection: Bertsekas (1982), "Projected Newton methods for optimization problems with simple
 * constraints"; the recursion: Nocedal (1980), "Updating quasi-Newton matrices with limited
 * storage".
 */
final class BoxLbfgs {
  private static final int PAIRS = 5;
  private static final int SHORTENINGS = 15;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double LEAST_CURVATURE = 1e-12;

  private final double[] lower;
  private final double[] upper;
  private final double firstScale;
  private final double tolerance;
  private final Deque<Pair> pairs = new ArrayDeque<>();
  private double[] best;
  private double value;
  private double[] gradient;
  private double[] direction;
  private double[] trial;
  private double length;
  private int shortenings;
  private boolean done;

  /** A move and what it did to the gradient. */
  private record Pair(double[] move, double[] change) {}

  /**
   * Starts a minimization.
   *
   * @param start within the bounds
   * @param firstScale how far the first step goes, in parts of the gradient
   * @param tolerance the relative decrease of the value at which it ends
   */
  BoxLbfgs(double[] start, double[] lower, double[] upper, double firstScale, double tolerance) {
    this.lower = lower;
    this.upper = upper;
    this.firstScale = firstScale;
    this.tolerance = tolerance;
    this.best = start;
    this.trial = start;
  }

  /** Where the value and the gradient are to be taken next; not to be written to. */
  double[] point() {
    return trial;
  }

  /** The point of the least value so far; not to be written to. */
  double[] best() {
    return best;
  }

  /** Whether no point of a lower value was found, or none that would be lower by much. */
  boolean isDone() {
    return done;
  }

  /**
   * Goes on with what was found at {@link #point}.
   *
   * @param found a value that is not a number counts as too large
   * @param slopes the gradient, kept and not written to
   */
  void tell(double found, double[] slopes) {
    if (gradient == null) {
      accept(found, slopes);
      aim();
      return;
    }
    double expected = expected();
    if (!(found <= value + SUFFICIENT_DECREASE * expected)) {
      shorten(found, expected);
      return;
    }
    boolean settled =
        !pairs.isEmpty() && value - found <= tolerance * Math.max(Math.abs(value), Math.abs(found));
    remember(slopes);
    accept(found, slopes);
    done = settled;
    if (!done) {
      aim();
    }
  }

  private void accept(double found, double[] slopes) {
    best = trial;
    value = found;
    gradient = slopes;
  }

  /** How much lower the value would be at the trial point, were the function linear. */
  private double expected() {
    double sum = 0;
    for (int i = 0; i < trial.length; i++) {
      sum += gradient[i] * (trial[i] - best[i]);
    }
    return sum;
  }

  private void shorten(double found, double expected) {
    shortenings++;
    if (shortenings > SHORTENINGS) {
      done = pairs.isEmpty();
      pairs.clear();
      if (!done) {
        aim();
      }
      return;
    }
    double parabola = expected / (2 * (expected + value - found));
    length *= Double.isFinite(found) ? Math.min(0.5, Math.max(0.1, parabola)) : 0.1;
    move();
  }

  private void remember(double[] slopes) {
    double[] move = new double[trial.length];
    double[] change = new double[trial.length];
    for (int i = 0; i < move.length; i++) {
      move[i] = trial[i] - best[i];
      change[i] = slopes[i] - gradient[i];
    }
    if (pairs.size() == PAIRS) {
      pairs.removeLast();
    }
    pairs.addFirst(new Pair(move, change));
  }

  /** Chooses the next direction, and the point at its end. */
  private void aim() {
    shortenings = 0;
    length = 1;
    double scale = scale();
    boolean[] free = new boolean[best.length];
    for (int i = 0; i < free.length; i++) {
      double end = best[i] - scale * gradient[i];
      free[i] = end > lower[i] && end < upper[i];
    }
    direction = quasiNewton(free, scale);
    double slope = 0;
    for (int i = 0; i < free.length; i++) {
      slope += free[i] ? gradient[i] * direction[i] : 0;
      direction[i] = free[i] ? direction[i] : -scale * gradient[i];
    }
    if (!(slope <= 0)) {
      pairs.clear();
      for (int i = 0; i < free.length; i++) {
        direction[i] = -firstScale * gradient[i];
      }
    }
    move();
  }

  private void move() {
    trial = new double[best.length];
    boolean moved = false;
    for (int i = 0; i < trial.length; i++) {
      trial[i] = Math.min(Math.max(best[i] + length * direction[i], lower[i]), upper[i]);
      moved |= trial[i] != best[i];
    }
    done |= !moved;
  }

  /** The inverse curvature along the last move that had one. */
  private double scale() {
    for (Pair pair : pairs) {
      double curvature = dot(pair.move, pair.change, null);
      double size = dot(pair.change, pair.change, null);
      if (curvature > LEAST_CURVATURE * size) {
        return curvature / size;
      }
    }
    return firstScale;
  }

  /** Minus the inverse Hessian times the gradient, among the free variables alone. */
  private double[] quasiNewton(boolean[] free, double scale) {
    double[] result = new double[best.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = free[i] ? -gradient[i] : 0;
    }
    Deque<Double> weights = new ArrayDeque<>();
    Deque<Pair> used = new ArrayDeque<>();
    double start = scale;
    for (Pair pair : pairs) {
      double curvature = dot(pair.move, pair.change, free);
      double size = dot(pair.change, pair.change, free);
      if (curvature > LEAST_CURVATURE * size) {
        start = used.isEmpty() ? curvature / size : start;
        double weight = dot(pair.move, result, free) / curvature;
        add(result, -weight, pair.change, free);
        used.addFirst(pair);
        weights.addFirst(weight);
      }
    }
    for (int i = 0; i < result.length; i++) {
      result[i] *= start;
    }
    Iterator<Double> weight = weights.iterator();
    for (Pair pair : used) {
      double share = dot(pair.change, result, free) / dot(pair.move, pair.change, free);
      add(result, weight.next() - share, pair.move, free);
    }
    return result;
  }

  private static double dot(double[] a, double[] b, boolean[] among) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += among == null || among[i] ? a[i] * b[i] : 0;
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] what, boolean[] among) {
    for (int i = 0; i < to.length; i++) {
      to[i] += among[i] ? factor * what[i] : 0;
    }
  }
}
