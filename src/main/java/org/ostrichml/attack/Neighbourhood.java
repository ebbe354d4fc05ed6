package org.ostrichml.attack;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ostrichml.data.Batch;

/** The points around one example, within its box: the geometry of decision-based attacks. */
final class Neighbourhood {
  /** The least move of a value, in parts of the bounds' range, that float32 does not swallow. */
  private static final double LEAST_MOVE = 1e-6;

  /** The first random points are this far away, in parts of the bounds' range. */
  private static final double FIRST_PROBE = 0.1;

  private final Examples examples;
  private final int first;
  private final int size;
  private final boolean euclidean;
  private final float[] original;

  Neighbourhood(Examples examples, int number) {
    this.examples = examples;
    this.size = examples.originals().exampleSize();
    this.first = number * size;
    this.euclidean = examples.threat().norm() == Norm.L2;
    this.original = Arrays.copyOfRange(examples.originals().values(), first, first + size);
  }

  /** The example itself; not to be written to. */
  float[] original() {
    return original;
  }

  /** How far a point is from the example, in the threat's norm. */
  double distance(float[] point) {
    double[] change = new double[size];
    for (int i = 0; i < size; i++) {
      change[i] = (double) point[i] - original[i];
    }
    return examples.threat().norm().length(change);
  }

  /** Uniform noise within the box, and within the model's bounds. */
  float[] noise(SplittableRandom random) {
    float[] point = new float[size];
    for (int i = 0; i < size; i++) {
      double lower =
          Math.max(examples.box().lower().values()[first + i], examples.bounds().lower());
      double upper =
          Math.min(examples.box().upper().values()[first + i], examples.bounds().upper());
      point[i] = clip(i, lower + (upper - lower) * random.nextDouble());
    }
    return point;
  }

  /** A batch of one, moved into the box. */
  float[] clipped(Batch start) {
    float[] point = new float[size];
    for (int i = 0; i < size; i++) {
      point[i] = clip(i, start.values()[i]);
    }
    return point;
  }

  /**
   * A point between the example and {@code end}: in L2 on the line, in L-infinity {@code end} moved
   * into the ball.
   *
   * @param share of the distance from the example, 0 to 1
   */
  float[] between(float[] end, double share) {
    double radius = euclidean ? 0 : share * distance(end);
    float[] point = new float[size];
    for (int i = 0; i < size; i++) {
      double change = (double) end[i] - original[i];
      double kept = euclidean ? share * change : Math.min(Math.max(change, -radius), radius);
      point[i] = clip(i, original[i] + kept);
    }
    return point;
  }

  /** {@code point}, moved along a direction, and into the box. */
  float[] moved(float[] point, double[] direction, double length) {
    float[] moved = new float[size];
    for (int i = 0; i < size; i++) {
      moved[i] = clip(i, point[i] + length * direction[i]);
    }
    return moved;
  }

  /** A random direction of Euclidean length 1. */
  double[] direction(SplittableRandom random) {
    double[] direction = new double[size];
    for (int i = 0; i < size; i++) {
      direction[i] = euclidean ? random.nextGaussian() : random.nextDouble(-1, 1);
    }
    double length = Norm.L2.length(direction);
    for (int i = 0; i < size; i++) {
      direction[i] /= length;
    }
    return direction;
  }

  /** The step of length 1 in the threat's norm that goes farthest along a direction. */
  double[] steepest(double[] along) {
    double length = Math.max(Norm.L2.length(along), Double.MIN_NORMAL);
    double[] step = new double[size];
    for (int i = 0; i < size; i++) {
      step[i] = euclidean ? along[i] / length : Math.signum(along[i]);
    }
    return step;
  }

  /** At which share of the distance a bisection ends: section IV-C. */
  double threshold() {
    return Math.pow(size, euclidean ? -1.5 : -2);
  }

  /** How far the random points of a round (from 1) are from a point on the boundary. */
  double probe(float[] point, int round) {
    double range = examples.bounds().range();
    double least = LEAST_MOVE * range * Math.sqrt(size);
    return round == 1 ? FIRST_PROBE * range : Math.max(least, distance(point) / size);
  }

  private float clip(int i, double value) {
    return examples.box().clip(first + i, (float) value);
  }
}
