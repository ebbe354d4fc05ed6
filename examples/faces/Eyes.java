package faces;

import drawing.Brush;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/**
 * Eyes, and the brows above them.
 *
 * @param apart how far each lies from the middle
 * @param iris the colour
 * @param brow the thickness of the brows
 * @param arch how much higher their middle is than their ends
 */
record Eyes(double apart, Cut cut, int iris, double brow, double arch) {
  static final double NEAR = 9;
  static final double WIDE = 11.5;
  static final int BLUE = 0x5A8FC8;
  static final int GREEN = 0x5F9457;
  static final int HAZEL = 0x5E3A1C;

  /** The slit between the lids. */
  enum Cut {
    ROUND(4.6, 3.7, 0),
    ALMOND(5.6, 2.7, -0.8),
    DROOPING(5.2, 2.8, 1.2);

    private final double width;
    private final double height;
    private final double slant;

    Cut(double width, double height, double slant) {
      this.width = width;
      this.height = height;
      this.slant = slant;
    }

    /** About the origin; the outer corner is that on the {@code side}, 1 for the right. */
    private Shape slit(int side, double lids) {
      double left = -width;
      double tilt = side * slant;
      double rise = 1.9 * height * lids;
      Path2D slit = new Path2D.Double();
      slit.moveTo(left, -tilt);
      slit.curveTo(left / 2, -rise - tilt, width / 2, -rise + tilt, width, tilt);
      slit.curveTo(width / 2, 0.75 * rise + tilt, left / 2, 0.75 * rise - tilt, left, -tilt);
      return slit;
    }
  }

  void paint(Brush brush, Mood mood, Color skin, Color hair) {
    Color colour = brush.near(iris, 10);
    for (int side = -1; side <= 1; side += 2) {
      Brush eye = brush.at(side * apart, 0, 1, 1, 0);
      eye.ellipse(Brush.clear(Brush.lit(skin, 0.72), 0.4), 0, 0, cut.width + 1.4, cut.height + 1.6);
      Shape slit = cut.slit(side, mood.lids());
      eye.fill(new Color(246, 244, 240), slit);
      Brush inside = eye.within(slit);
      double x = 1.7 * mood.gazeX();
      double y = -0.2 + 0.9 * mood.gazeY();
      inside.ellipse(colour, x, y, 2.9, 2.9);
      inside.ellipse(new Color(20, 16, 16), x, y, 1.4, 1.4);
      inside.ellipse(Color.WHITE, x - 0.9, y - 1, 0.6, 0.6);
      eye.outline(Brush.lit(skin, 0.35), 0.8, slit);
      brow(eye, side, mood, hair);
    }
  }

  private void brow(Brush eye, int side, Mood mood, Color hair) {
    double y = -8.6 - 1.7 * mood.brows();
    eye.curve(
        Brush.lit(hair, 0.75),
        brow,
        -side * 5.5,
        y + 0.8 - mood.brows() * 0.6,
        side * 0.8,
        y - 2 * arch,
        side * 6.2,
        y + 0.8);
  }
}
