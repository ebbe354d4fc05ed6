package org.ostrichml.attack;

import java.util.SplittableRandom;

/**
 * Which way the goal lies from a point on the decision boundary, from the decisions at random
 * points around it: Chen, Jordan and Wainwright (2020), equation 16.
 */
final class DirectionEstimate {
  private final Neighbourhood space;
  private final float[] point;
  private final double radius;
  private final double[] all;
  private final double[] good;
  private final int samples;
  private int drawn;
  private int added;
  private int hits;

  /**
   * An estimate at {@code point}.
   *
   * @param radius how far away the random points are
   * @param samples how many there are
   */
  DirectionEstimate(Neighbourhood space, float[] point, double radius, int samples) {
    this.space = space;
    this.point = point;
    this.radius = radius;
    this.samples = samples;
    this.all = new double[point.length];
    this.good = new double[point.length];
  }

  /** How many points are still to be drawn. */
  int left() {
    return samples - drawn;
  }

  /** Another point to decide on. */
  float[] draw(SplittableRandom random) {
    drawn++;
    return space.moved(point, space.direction(random), radius);
  }

  /** Adds the decision on a point. The direction counts that was left after moving into the box. */
  void add(float[] at, boolean reached) {
    added++;
    hits += reached ? 1 : 0;
    for (int i = 0; i < at.length; i++) {
      double moved = ((double) at[i] - point[i]) / radius;
      all[i] += moved;
      good[i] += reached ? moved : 0;
    }
  }

  /**
   * The estimate, of no particular length. The mean decision is taken off each, which makes it vary
   * less; where all were the same, it points to their mean or away from it.
   */
  double[] direction() {
    double mean = (double) hits / added;
    double[] direction = new double[all.length];
    for (int i = 0; i < direction.length; i++) {
      if (hits == 0 || hits == added) {
        direction[i] = hits == 0 ? -all[i] : all[i];
      } else {
        direction[i] = good[i] - mean * all[i];
      }
    }
    return direction;
  }
}
