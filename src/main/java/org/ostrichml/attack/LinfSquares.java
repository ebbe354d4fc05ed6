package org.ostrichml.attack;

import java.util.SplittableRandom;

/**
 * Squares of one colour, each channel at an end of the box: algorithm 2 of the paper of {@link
 * Square}. The start are vertical stripes of such colours, one pixel wide.
 *
 * @param examples whose box it is
 * @param grid how an example is laid out
 */
record LinfSquares(Examples examples, PixelGrid grid) implements Squares {
  /** How often colours are drawn until one differs from what is there. */
  private static final int DRAWS = 10;

  @Override
  public void start(int row, SplittableRandom random, float[] points) {
    for (int column = 0; column < grid.width(); column++) {
      paint(row, new PixelGrid.Window(0, column, grid.height(), 1), random, points);
    }
  }

  @Override
  public void change(int row, double share, SplittableRandom random, float[] points) {
    PixelGrid.Window window = grid.window(share, random);
    for (int draw = 0; draw < DRAWS && !paint(row, window, random, points); draw++) {
      // Painting again is all there is to do.
    }
  }

  /** Paints a window in a random colour; false if it was of that colour. */
  private boolean paint(int row, PixelGrid.Window window, SplittableRandom random, float[] points) {
    boolean changed = false;
    for (int channel = 0; channel < grid.channels(); channel++) {
      float[] ends =
          (random.nextBoolean() ? examples.box().upper() : examples.box().lower()).values();
      for (int y = window.top(); y < window.top() + window.height(); y++) {
        for (int x = window.left(); x < window.left() + window.width(); x++) {
          int at = row * grid.size() + grid.at(y, x, channel);
          changed |= points[at] != ends[at];
          points[at] = ends[at];
        }
      }
    }
    return changed;
  }
}
