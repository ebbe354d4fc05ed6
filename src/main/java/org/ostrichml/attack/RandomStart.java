package org.ostrichml.attack;

import java.util.SplittableRandom;
import org.ostrichml.data.Batch;

/** Starts at random within a box, each example from a generator of its own. */
final class RandomStart {
  private RandomStart() {}

  /**
   * A point drawn uniformly from the box of each example. It depends on the seed and on the
   * example's own values, and so neither on the batch it is in nor on its place there.
   */
  static Batch uniform(Batch originals, Box box, long seed) {
    int stride = originals.exampleSize();
    float[] start = new float[originals.values().length];
    for (int example = 0; example < originals.size(); example++) {
      int from = example * stride;
      SplittableRandom random = new SplittableRandom(key(seed, originals.values(), from, stride));
      for (int i = from; i < from + stride; i++) {
        float lower = box.lower().values()[i];
        float upper = box.upper().values()[i];
        float drawn = (float) (lower + ((double) upper - lower) * random.nextDouble());
        start[i] = Math.min(upper, Math.max(lower, drawn));
      }
    }
    return new Batch(start, originals.shape());
  }

  private static long key(long seed, float[] values, int from, int length) {
    long key = seed;
    for (int i = from; i < from + length; i++) {
      key = key * 0x5851F42D4C957F2DL + Float.floatToIntBits(values[i]);
    }
    return key;
  }
}
