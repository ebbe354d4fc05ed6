package faces;

import drawing.Brush;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Beards; they are painted below the mouth. */
enum Beard {
  NONE,
  STUBBLE,
  MOUSTACHE,
  FULL;

  void paint(Brush brush, Head.Build build, Color hair) {
    switch (this) {
      case NONE -> {}
      case STUBBLE -> cover(brush, build, Brush.clear(Brush.lit(hair, 0.6), 0.33));
      case FULL -> {
        cover(brush, build, hair);
        moustache(brush, build, hair);
      }
      case MOUSTACHE -> moustache(brush, build, hair);
    }
  }

  /** The lower part of the face, as a crescent. */
  private static void cover(Brush brush, Head.Build build, Color colour) {
    double side = build.width + 1;
    double chin = build.chin + 2;
    Path2D beard = new Path2D.Double();
    beard.moveTo(-side, 3);
    beard.curveTo(-0.8 * side, 12, -0.5 * side, 16, 0, 16);
    beard.curveTo(0.5 * side, 16, 0.8 * side, 12, side, 3);
    beard.lineTo(side, chin);
    beard.lineTo(-side, chin);
    beard.closePath();
    brush.within(build.outline()).fill(colour, beard);
  }

  private static void moustache(Brush brush, Head.Build build, Color colour) {
    double y = 13 + 0.24 * (build.chin - 14);
    for (int side = -1; side <= 1; side += 2) {
      brush.curve(Brush.lit(colour, 0.9), 3, side, y, side * 4, y - 1, side * 8.5, y + 2.2);
    }
  }
}
