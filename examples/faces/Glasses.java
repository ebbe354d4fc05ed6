package faces;

import drawing.Brush;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/**
 * A pair of glasses.
 *
 * @param apart how far the middle of each lens lies from the nose
 * @param width half of that of a lens
 * @param height half of that of a lens
 * @param arc how round the corners of a lens are, up to the whole width
 * @param rim the thickness of the frame
 */
record Glasses(double apart, double width, double height, double arc, double rim) {
  /** The glasses of the mask. */
  static final Glasses THICK = new Glasses(11.5, 8, 7.2, 9, 5.4);

  /** Some that people wear. */
  static Glasses ordinary(Brush brush) {
    double width = brush.between(6.5, 8.5);
    return new Glasses(
        brush.between(9.8, 11.4),
        width,
        width * brush.between(0.7, 1),
        brush.between(3, 16),
        brush.between(0.8, 2.2));
  }

  /** Paints them on a face. */
  void paint(Brush brush, Color colour) {
    Color glass = new Color(210, 225, 240, (int) brush.between(10, 60));
    for (int side = -1; side <= 1; side += 2) {
      brush.fill(glass, lens(side));
    }
    frame(brush, colour);
  }

  /** Their frame on the canonical face: white where it is, black elsewhere. */
  BufferedImage mask() {
    BufferedImage mask =
        new BufferedImage(Portrait.SIZE, Portrait.SIZE, BufferedImage.TYPE_BYTE_GRAY);
    frame(Pose.CANONICAL.place(Brush.on(mask, 0)), Color.WHITE);
    return mask;
  }

  private void frame(Brush brush, Color colour) {
    for (int side = -1; side <= 1; side += 2) {
      brush.outline(colour, rim, lens(side));
      double outer = apart + width;
      brush.line(colour, rim, side * outer, -0.4 * height, side * (outer + 5), -0.5 * height);
    }
    double inner = apart - width;
    brush.curve(colour, rim, -inner, -1.5, 0, -3.5, inner, -1.5);
  }

  private Shape lens(int side) {
    return new RoundRectangle2D.Double(
        side * apart - width, -height, 2 * width, 2 * height, arc, arc);
  }
}
