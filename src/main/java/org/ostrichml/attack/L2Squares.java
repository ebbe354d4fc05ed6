package org.ostrichml.attack;

import java.util.SplittableRandom;

/**
 * Squares that take the length of another square's change and what is left of epsilon: algorithm 3
 * of the paper of {@link Square}. The start is a grid of five by five of them.
 */
final class L2Squares implements Squares {
  private static final int TILES = 5;

  /** So much less than epsilon is used that rounding to floats does not pass it. */
  private static final double SLACK = 1e-6;

  private final Examples examples;
  private final PixelGrid grid;

  L2Squares(Examples examples, PixelGrid grid) {
    this.examples = examples;
    this.grid = grid;
  }

  @Override
  public void start(int row, SplittableRandom random, float[] points) {
    double[] change = new double[grid.size()];
    int tall = Math.max(1, grid.height() / TILES);
    int wide = Math.max(1, grid.width() / TILES);
    int down = Math.min(TILES, grid.height());
    int across = Math.min(TILES, grid.width());
    int top = (grid.height() - down * tall) / 2;
    int left = (grid.width() - across * wide) / 2;
    for (int tile = 0; tile < down * across; tile++) {
      var window =
          new PixelGrid.Window(top + tile / across * tall, left + tile % across * wide, tall, wide);
      double[] bumps = bumps(window, random.nextBoolean());
      for (int channel = 0; channel < grid.channels(); channel++) {
        set(change, window, channel, bumps, random.nextBoolean() ? 1 : -1);
      }
    }
    double length = Norm.L2.length(change);
    for (int i = 0; i < change.length; i++) {
      change[i] *= budget(row) / length;
    }
    put(row, change, points);
  }

  @Override
  public void change(int row, double share, SplittableRandom random, float[] points) {
    PixelGrid.Window target = grid.window(share, random);
    PixelGrid.Window source =
        new PixelGrid.Window(
            random.nextInt(grid.height() - target.height() + 1),
            random.nextInt(grid.width() - target.width() + 1),
            target.height(),
            target.width());
    double[] change = new double[grid.size()];
    double squares = 0;
    for (int i = 0; i < change.length; i++) {
      int at = row * change.length + i;
      change[i] = (double) points[at] - examples.originals().values()[at];
      squares += change[i] * change[i];
    }
    double unused = Math.max(0, budget(row) * budget(row) - squares) / grid.channels();
    double[] bumps = bumps(target, random.nextBoolean());
    for (int channel = 0; channel < grid.channels(); channel++) {
      double[] there = get(change, target, channel);
      double length = Norm.L2.length(there);
      double[] moved = new double[there.length];
      set(change, target, channel, there, 0);
      int sign = random.nextBoolean() ? 1 : -1;
      for (int i = 0; i < moved.length; i++) {
        moved[i] = sign * bumps[i] + (length == 0 ? 0 : there[i] / length);
      }
      set(change, target, channel, moved, 0);
      double taken = Norm.L2.length(get(change, source, channel));
      set(change, source, channel, moved, 0);
      double available = Math.sqrt(length * length + taken * taken + unused);
      set(change, target, channel, moved, available / Math.max(Norm.L2.length(moved), 1e-30));
    }
    put(row, change, points);
  }

  /** Epsilon of an example, less what rounding takes; never longer than the bounds are. */
  private double budget(int row) {
    double widest = examples.bounds().range() * Math.sqrt(grid.size());
    return Math.min(examples.epsilon()[row], widest) * (1 - SLACK);
  }

  /** A half of a window that rises and one that falls, of length 1: equation 2 of the paper. */
  private static double[] bumps(PixelGrid.Window window, boolean sideways) {
    int tall = window.height();
    int wide = window.width();
    boolean split = sideways ? wide > 1 : tall == 1 && wide > 1;
    double[] bumps = new double[tall * wide];
    int half = split ? wide / 2 : tall / 2;
    double[] rising = split ? pyramid(tall, half) : pyramid(half, wide);
    double[] falling = split ? pyramid(tall, wide - half) : pyramid(tall - half, wide);
    for (int y = 0; y < tall; y++) {
      for (int x = 0; x < wide; x++) {
        int along = split ? x : y;
        int row = split || along < half ? y : y - half;
        int column = split && along >= half ? x - half : x;
        int columns = split ? (along < half ? half : wide - half) : wide;
        double value = (along < half ? rising : falling)[row * columns + column];
        bumps[y * wide + x] = (along < half ? value : -value) / Math.sqrt(half == 0 ? 1 : 2);
      }
    }
    return bumps;
  }

  /** Rings around the middle, each {@code 1 / k^2} higher than the next; of length 1. */
  private static double[] pyramid(int tall, int wide) {
    int rings = Math.max(tall, wide) / 2;
    double[] height = new double[rings + 2];
    for (int ring = rings; ring >= 0; ring--) {
      height[ring] = height[ring + 1] + 1.0 / ((ring + 1.0) * (ring + 1.0));
    }
    double[] pyramid = new double[tall * wide];
    for (int i = 0; i < pyramid.length; i++) {
      int ring = Math.max(Math.abs(i / wide - tall / 2), Math.abs(i % wide - wide / 2));
      pyramid[i] = height[ring];
    }
    double length = Norm.L2.length(pyramid);
    for (int i = 0; i < pyramid.length; i++) {
      pyramid[i] /= length;
    }
    return pyramid;
  }

  private double[] get(double[] change, PixelGrid.Window window, int channel) {
    double[] part = new double[window.height() * window.width()];
    for (int i = 0; i < part.length; i++) {
      part[i] = change[at(window, i, channel)];
    }
    return part;
  }

  private void set(
      double[] change, PixelGrid.Window window, int channel, double[] part, double factor) {
    for (int i = 0; i < part.length; i++) {
      change[at(window, i, channel)] = factor * part[i];
    }
  }

  private int at(PixelGrid.Window window, int i, int channel) {
    return grid.at(window.top() + i / window.width(), window.left() + i % window.width(), channel);
  }

  /** Writes the example with this change, in the box, of whole grey levels where those count. */
  private void put(int row, double[] change, float[] points) {
    for (int i = 0; i < change.length; i++) {
      int at = row * change.length + i;
      float original = examples.originals().values()[at];
      float moved = examples.box().clip(at, (float) (original + change[i]));
      boolean fixed = examples.box().lower().values()[at] == examples.box().upper().values()[at];
      if (examples.threat().greyLevels() && !fixed) {
        moved =
            moved < original
                ? GreyLevels.atLeast(moved, examples.bounds())
                : GreyLevels.atMost(moved, examples.bounds());
      }
      points[at] = moved;
    }
    Shrinking.within(examples, row, points, change.length);
  }
}
