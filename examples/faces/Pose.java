package faces;

import drawing.Brush;

/**
 * Where a face is in the picture.
 *
 * @param x pixels to the right of the usual place
 * @param y pixels below it
 * @param scale 1 is the usual size
 * @param tilt degrees clockwise
 */
record Pose(double x, double y, double scale, double tilt) {
  static final Pose CANONICAL = new Pose(0, 0, 1, 0);

  /** A face that looks into the camera as faces on passports do. */
  static Pose near(Brush brush) {
    return within(brush, 3, 0.05, 5);
  }

  /** A face that was not told where to look. */
  static Pose free(Brush brush) {
    return within(brush, 6, 0.12, 12);
  }

  private static Pose within(Brush brush, double shift, double size, double tilt) {
    return new Pose(
        brush.between(-shift, shift),
        brush.between(-shift, shift),
        1 + brush.between(-size, size),
        brush.between(-tilt, tilt));
  }

  /** A brush whose origin lies between the eyes. */
  Brush place(Brush brush) {
    return brush.at(Portrait.SIZE / 2.0 + x, 43 + y, scale, scale, tilt);
  }
}
