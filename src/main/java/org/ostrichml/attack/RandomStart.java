package org.ostrichml.attack;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.ostrichml.data.Batch;

/** Random starts, each example from a generator of its own. */
final class RandomStart {
  private RandomStart() {}

  /**
   * A generator for one example. It depends on the seed and on the example's own values, and so
   * neither on the batch it is in nor on its place there.
   */
  static SplittableRandom generator(long seed, Batch examples, int example) {
    long key = seed;
    int stride = examples.exampleSize();
    for (int i = example * stride; i < (example + 1) * stride; i++) {
      key = key * 0x5851F42D4C957F2DL + Float.floatToIntBits(examples.values()[i]);
    }
    return new SplittableRandom(key);
  }

  /**
   * A point for each example: uniform in the box in L-infinity, else uniform in the ball of epsilon
   * and then moved into the box.
   */
  static Batch uniform(Examples examples, long seed) {
    if (examples.threat().norm() != Norm.LINF) {
      double stride = examples.originals().exampleSize();
      return along(examples, seed, random -> Math.pow(random.nextDouble(), 1 / stride));
    }
    Batch originals = examples.originals();
    float[] start = new float[originals.values().length];
    for (int example = 0; example < originals.size(); example++) {
      SplittableRandom random = generator(seed, originals, example);
      int from = example * originals.exampleSize();
      for (int i = from; i < from + originals.exampleSize(); i++) {
        float lower = examples.box().lower().values()[i];
        float upper = examples.box().upper().values()[i];
        float drawn = (float) (lower + ((double) upper - lower) * random.nextDouble());
        start[i] = examples.box().clip(i, drawn);
      }
    }
    return rounded(examples, start);
  }

  /** A point for each example, {@code share} of epsilon away, moved into the box. */
  static Batch onSphere(Examples examples, long seed, float share) {
    return along(examples, seed, random -> share);
  }

  private static Batch along(
      Examples examples, long seed, ToDoubleFunction<SplittableRandom> share) {
    Batch originals = examples.originals();
    float[] start = new float[originals.values().length];
    for (int example = 0; example < originals.size(); example++) {
      SplittableRandom random = generator(seed, originals, example);
      double radius =
          share.applyAsDouble(random) * Math.min(examples.epsilon()[example], Float.MAX_VALUE);
      double[] direction = direction(examples.threat().norm(), random, originals.exampleSize());
      int from = example * originals.exampleSize();
      for (int i = 0; i < direction.length; i++) {
        double moved = originals.values()[from + i] + radius * direction[i];
        start[from + i] = examples.box().clip(from + i, (float) moved);
      }
    }
    return rounded(examples, start);
  }

  /** A direction of length 1; no part of the sphere is more likely than another. */
  private static double[] direction(Norm norm, SplittableRandom random, int size) {
    double[] direction = new double[size];
    for (int i = 0; i < size; i++) {
      direction[i] =
          switch (norm) {
            case LINF -> Math.signum(random.nextGaussian());
            case L2 -> random.nextGaussian();
            case L1 -> random.nextExponential() * (random.nextBoolean() ? 1 : -1);
          };
    }
    double length = norm.length(direction);
    for (int i = 0; i < size; i++) {
      direction[i] /= length;
    }
    return direction;
  }

  private static Batch rounded(Examples examples, float[] start) {
    Batch batch = new Batch(start, examples.originals().shape());
    return examples.threat().greyLevels() ? GreyLevels.round(batch, examples.bounds()) : batch;
  }
}
