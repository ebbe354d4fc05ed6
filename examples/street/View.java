package street;

import drawing.Brush;
import java.awt.Paint;

/**
 * How the camera sees the ground. Lengths are in metres; a place on the ground is the metres to the
 * side of the camera and the row of the picture in which it lies.
 *
 * @param horizon the row in which the ground ends
 * @param vanishing the column in which straight streets end
 * @param height of the camera above the ground
 */
record View(double horizon, double vanishing, double height) {
  /** The pixels that a metre takes one metre before the camera. */
  private static final double FOCAL = 90;

  static View choose(Brush brush) {
    return new View(
        brush.between(26, 46), SceneArtist.SIZE * brush.between(0.2, 0.8), brush.between(1.5, 3.2));
  }

  /** The pixels that a metre takes at the row. */
  double metre(double row) {
    return (row - horizon) / height;
  }

  /** How many metres before the camera a row of the ground lies. */
  double distance(double row) {
    return FOCAL / metre(row);
  }

  /** The row that lies a {@code share} of the way on the ground from one row to another. */
  double row(double from, double to, double share) {
    double away = distance(from) + share * (distance(to) - distance(from));
    return horizon + height * FOCAL / away;
  }

  /** The column of a place. */
  double column(double side, double row) {
    return vanishing + side * metre(row);
  }

  /** The row of a point above a place. */
  double above(double row, double metres) {
    return row - metres * metre(row);
  }

  /** Paints ground between two places to the side, from one row to another. */
  void ground(Brush brush, Paint paint, double left, double right, double from, double to) {
    brush.polygon(
        paint,
        column(left, from),
        from,
        column(right, from),
        from,
        column(right, to),
        to,
        column(left, to),
        to);
  }

  /** Paints a wall along the street: between two rows at one side, and two heights in metres. */
  void wall(
      Brush brush, Paint paint, double side, double from, double to, double bottom, double top) {
    brush.polygon(
        paint,
        column(side, from),
        above(from, bottom),
        column(side, to),
        above(to, bottom),
        column(side, to),
        above(to, top),
        column(side, from),
        above(from, top));
  }
}
