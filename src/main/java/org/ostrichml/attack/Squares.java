package org.ostrichml.attack;

import java.util.SplittableRandom;

/** What {@link Square} tries on one example of a batch, in one norm. */
interface Squares {
  /** Writes where example {@code row} starts over that row of {@code points}. */
  void start(int row, SplittableRandom random, float[] points);

  /** Changes a square of example {@code row} that covers a share of the image. */
  void change(int row, double share, SplittableRandom random, float[] points);
}
