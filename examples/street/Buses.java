package street;

import drawing.Brush;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** City buses about the origin; wheels end 26 units below it. */
final class Buses {
  private static final int[] PAINT = {
    0xC82828, 0xF0B010, 0x2858A8, 0x2E8A50, 0xE8E8E4, 0xE87820, 0x7AB0D0, 0x8A2A60
  };
  private static final Color TYRE = new Color(26, 26, 28);

  private Buses() {}

  /** From the side: 88 units long, which is 9 metres. */
  static void side(Brush brush) {
    Color paint = brush.oneOf(PAINT);
    brush.shadow(0, 24, 46, 4);
    double top = brush.chance(0.2) ? -34 : -18;
    RoundRectangle2D body = new RoundRectangle2D.Double(-44, top, 88, 20 - top, 7, 7);
    brush.fill(Brush.blend(Brush.lit(paint, 1.1), 0, top, Brush.lit(paint, 0.8), 0, 20), body);
    Brush inside = brush.within(body);
    if (brush.chance(0.5)) {
      inside.box(brush.oneOf(PAINT), -44, brush.between(2, 10), 88, brush.between(2, 8), 0);
    }
    Color glass = brush.oneOf(0x2C3A48, 0x3F5468, 0x7FA0B4, 0x202830);
    for (double row = top + 3; row < 0; row += 16) {
      windows(inside, glass, row);
    }
    inside.box(new Color(42, 44, 48), 26, -13, 9, 32, 1);
    inside.box(Brush.lit(glass, 1.2), 27, -12, 3, 29, 0.5);
    inside.box(Brush.lit(glass, 1.2), 31, -12, 3, 29, 0.5);
    inside.box(new Color(40, 38, 38), -44, 17, 88, 3, 0);
    brush.ellipse(new Color(255, 250, 225), 43, 12, 1.4, 2);
    for (double x : new double[] {-27, brush.between(16, 20)}) {
      brush.ellipse(TYRE, x, 19, 7, 7);
      brush.ellipse(brush.oneOf(0xB8B8BC, 0x8A8A90), x, 19, 3.6, 3.6);
    }
  }

  private static void windows(Brush brush, Color glass, double top) {
    int count = 5 + brush.random.nextInt(3);
    double pitch = 68.0 / count;
    for (int i = 0; i < count; i++) {
      double x = -42 + i * pitch;
      brush.box(Brush.lit(glass, brush.between(0.85, 1.2)), x, top, pitch - 1.6, 11, 1.5);
      if (brush.chance(0.4)) {
        brush.ellipse(brush.oneOf(0x6A4A38, 0xC09078, 0x403028), x + pitch / 2, top + 9, 2, 2.6);
      }
    }
    brush.box(Brush.lit(glass, 1.25), 37, top, 8, 13, 1);
  }

  /** From the front or from behind: 40 units wide and 52 tall, which is 3.1 metres. */
  static void front(Brush brush) {
    Color paint = brush.oneOf(PAINT);
    brush.shadow(0, 25, 24, 3);
    brush.box(TYRE, -18, 14, 8, 12, 2);
    brush.box(TYRE, 10, 14, 8, 12, 2);
    Path2D body = Brush.path(-20, 22, -20, -20, -16, -26, 16, -26, 20, -20, 20, 22);
    body.closePath();
    brush.fill(Brush.blend(Brush.lit(paint, 1.1), -20, 0, Brush.lit(paint, 0.75), 20, 0), body);
    Color glass = brush.oneOf(0x2C3A48, 0x3F5468, 0x7FA0B4, 0x202830);
    brush.box(new Color(30, 30, 32), -13, -25, 26, 4.6, 1);
    for (double x = -11; x < 10; x += 4) {
      brush.box(brush.oneOf(0xF0B030, 0xE0E0D0), x, -24, 2.6, 2.8, 0);
    }
    brush.box(
        Brush.blend(Brush.lit(glass, 1.4), -17, -19, Brush.lit(glass, 0.8), 17, 0),
        -17.5,
        -19,
        35,
        20,
        3);
    if (brush.chance(0.6)) {
      brush.line(Brush.lit(paint, 0.6), 1, 0, -19, 0, 1);
    }
    if (brush.chance(0.6)) {
      brush.ellipse(brush.oneOf(0x6A4A38, 0xC09078), -8, -3, 3, 4);
    }
    if (brush.chance(0.4)) {
      brush.box(brush.oneOf(PAINT), -20, 4, 40, 4, 0);
    }
    Color lamp = brush.chance(0.5) ? new Color(255, 250, 225) : new Color(210, 36, 28);
    brush.ellipse(lamp, -14.5, 13, 3, 2.6);
    brush.ellipse(lamp, 14.5, 13, 3, 2.6);
    brush.box(new Color(48, 48, 52), -20, 18, 40, 4.4, 1);
    brush.box(new Color(232, 228, 210), -5, 14, 10, 3, 0);
    brush.line(new Color(40, 40, 42), 1.8, -20, -14, -24, -12, -24, -6);
    brush.line(new Color(40, 40, 42), 1.8, 20, -14, 24, -12, 24, -6);
  }
}
