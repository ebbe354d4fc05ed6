package faces;

import drawing.Brush;
import java.awt.Color;

/** Noses. */
enum Nose {
  SNUB(9, 3),
  LONG(14, 3.2),
  BROAD(11.5, 5.2);

  private final double length;
  private final double width;

  Nose(double length, double width) {
    this.length = length;
    this.width = width;
  }

  void paint(Brush brush, Color skin) {
    Color dark = Brush.clear(Brush.lit(skin, 0.55), 0.9);
    double side = brush.chance(0.5) ? 1 : -1;
    brush.polygon(
        Brush.clear(Brush.lit(skin, 0.75), 0.6),
        side,
        1,
        side * width,
        length,
        -side * 0.5,
        length + 0.5);
    brush.ellipse(Brush.clear(Brush.lit(skin, 1.12), 0.8), 0, length - 1.5, width * 0.55, 2);
    for (int nostril = -1; nostril <= 1; nostril += 2) {
      brush.curve(
          dark,
          1.1,
          nostril * width,
          length - 1.8,
          nostril * (width + 0.6),
          length + 1.2,
          nostril * width * 0.3,
          length + 0.6);
    }
  }
}
