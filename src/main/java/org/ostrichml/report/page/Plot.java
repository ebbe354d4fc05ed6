package org.ostrichml.report.page;

import java.util.List;

/**
 * Lines over an axis.
 *
 * @param title what is to be seen
 * @param x the axis from left to right
 * @param y the axis from bottom to top
 * @param lines at least one
 */
public record Plot(String title, Axis x, Axis y, List<Line> lines) {
  /** How numbers on an axis are written. */
  public enum Scale {
    /** As they are. */
    NUMBER,
    /** A share of 1, in percent; the axis goes from 0 to 100%. */
    PERCENT
  }

  /** An axis by its name and unit. */
  public record Axis(String name, Scale scale) {}

  /**
   * A line, and the band of what else it may be.
   *
   * @param name what it is
   * @param colour the number of its colour, from 0; those of {@link Panel.Tone} come first
   * @param points from left to right, finite
   * @param marked whether each point is marked
   */
  public record Line(String name, int colour, List<Point> points, boolean marked) {
    /** The colour of a line that sums up the others: dashed, so that one below it shows. */
    public static final int SUMMARY = 11;
  }

  /**
   * A point on a line.
   *
   * @param lower the lower end of its interval; {@code y} itself where there is none
   * @param upper the upper end, likewise
   * @param note what the point is, in words
   */
  public record Point(double x, double y, double lower, double upper, String note) {
    /** A point without an interval. */
    public Point(double x, double y, String note) {
      this(x, y, y, y, note);
    }
  }
}
