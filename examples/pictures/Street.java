package pictures;

import drawing.Brush;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** School buses, traffic lights and houses. */
public final class Street {
  private static final Color TYRE = new Color(26, 26, 28);

  private Street() {}

  public static void schoolBus(Brush brush) {
    Color yellow = brush.oneOf(0xFBB60C, 0xF7A800, 0xFFC21E);
    boolean hooded = brush.chance(0.7);
    double nose = hooded ? 27 : 40;
    brush.shadow(0, 23, 44, 4);
    Path2D body = new Path2D.Double();
    body.moveTo(-43, 19);
    body.lineTo(-43, -17);
    body.quadTo(-43, -22, -37, -22);
    body.lineTo(nose - 6, -22);
    body.quadTo(nose, -22, nose + 1, -15);
    body.lineTo(nose + 2, -2);
    if (hooded) {
      body.quadTo(41, -2, 43, 3);
    }
    body.lineTo(43, 19);
    body.closePath();
    brush.fill(Brush.blend(Brush.lit(yellow, 1.06), 0, -22, Brush.lit(yellow, 0.82), 0, 20), body);
    Brush side = brush.within(body);
    side.box(Brush.lit(yellow, 1.15), -43, -22, 90, 4, 0);
    side.box(new Color(30, 28, 24), -43, -18.2, 86, 0.9, 0);
    busWindows(side, nose);
    for (double y : new double[] {1.2, 6.4, 12}) {
      side.box(TYRE, -43, y, nose + 43, 1.5, 0);
    }
    if (hooded) {
      side.line(Brush.lit(yellow, 0.65), 0.9, nose + 1.5, -2, nose + 1.5, 19);
      side.line(Brush.lit(yellow, 0.7), 0.8, 31, 5, 41, 5);
    }
    side.box(new Color(35, 34, 34), -45, 16, 92, 4, 0);
    brush.box(new Color(45, 45, 48), 40, 14, 5, 4.5, 1);
    brush.ellipse(new Color(255, 250, 225), 42.2, 9, 1.6, 2.4);
    brush.ellipse(new Color(200, 30, 25), -42.6, 8, 1.2, 2);
    brush.ellipse(new Color(210, 60, 20), nose - 5, -22.2, 2, 1.4);
    brush.ellipse(new Color(210, 60, 20), -37, -22.2, 2, 1.4);
    if (brush.chance(0.5)) {
      brush.at(12, 4, 1, 1, 22.5).polygon(new Color(200, 28, 30), octagon(4));
      brush.box(new Color(240, 235, 230), 10, 3.4, 4, 1.2, 0);
    }
    wheel(brush, -25);
    wheel(brush, hooded ? 29 : 27);
  }

  private static void busWindows(Brush side, double nose) {
    Color glass = side.oneOf(0x2C3A48, 0x3F5468, 0x7FA0B4, 0x202830);
    int count = 6 + side.random.nextInt(2);
    double door = nose - 11;
    double pitch = (door - 1 + 40) / count;
    for (int i = 0; i < count; i++) {
      double x = -40 + i * pitch;
      side.box(Brush.lit(glass, side.between(0.85, 1.15)), x, -14.5, pitch - 1.6, 12, 1.2);
      side.polygon(
          new Color(255, 255, 255, 60),
          x + 1,
          -4,
          x + pitch - 4,
          -14,
          x + pitch - 2.6,
          -14,
          x + 2.4,
          -4);
      if (side.chance(0.4)) {
        side.ellipse(side.oneOf(0x6A4A38, 0xC09078, 0x403028), x + pitch / 2, -4.5, 1.6, 2);
      }
    }
    side.box(new Color(40, 42, 46), door, -15, 8.5, 31, 1);
    side.box(Brush.lit(glass, 1.2), door + 0.8, -14, 3, 28, 0.5);
    side.box(Brush.lit(glass, 1.2), door + 4.6, -14, 3, 28, 0.5);
    side.polygon(
        Brush.lit(glass, 1.3), nose - 1.6, -15, nose + 1, -15, nose + 3, -3, nose - 1.6, -3);
  }

  private static double[] octagon(double radius) {
    double[] xy = new double[16];
    for (int i = 0; i < 8; i++) {
      xy[2 * i] = radius * Math.cos(i * Math.PI / 4);
      xy[2 * i + 1] = radius * Math.sin(i * Math.PI / 4);
    }
    return xy;
  }

  private static void wheel(Brush brush, double x) {
    brush.ellipse(new Color(20, 20, 20), x, 18, 8, 8);
    brush.ellipse(TYRE, x, 19, 7, 7);
    brush.ellipse(new Color(70, 70, 72), x, 19, 5.6, 5.6);
    brush.ellipse(TYRE, x, 19, 4.8, 4.8);
    brush.ellipse(brush.oneOf(0xB8B8BC, 0x8A8A90, 0xD0C8B0), x, 19, 3.2, 3.2);
    brush.ellipse(new Color(60, 60, 62), x, 19, 1.2, 1.2);
  }

  static void trafficLight(Brush brush) {
    Color housing = brush.oneOf(0x22262A, 0x2E3A34, 0x3A3A3C, 0x1C2C24);
    Color pole = brush.oneOf(0x55585C, 0x3A3C40, 0x787A7C);
    brush.box(
        Brush.blend(Brush.lit(pole, 1.3), -2.5, 0, Brush.lit(pole, 0.7), 2.5, 0),
        -2.5,
        20,
        5,
        70,
        0);
    if (brush.chance(0.35)) {
      brush.box(new Color(235, 235, 230), -18.5, -42.5, 37, 76, 6);
    }
    brush.box(new Color(16, 17, 18), -17, -41, 34, 73, 6);
    brush.box(
        Brush.blend(Brush.lit(housing, 1.5), -15, 0, Brush.lit(housing, 0.8), 15, 0),
        -15,
        -39,
        30,
        69,
        5);
    int[] lamps = {0xFF2A1C, 0xFFB414, 0x1EE070};
    int lit = brush.random.nextInt(3);
    for (int i = 0; i < 3; i++) {
      double y = -28 + 22.5 * i;
      Color lamp = brush.near(lamps[i], 8);
      if (i == lit) {
        brush.ellipse(Brush.clear(lamp, 0.28), 0, y, 15, 13);
        brush.ellipse(lamp, 0, y, 8.8, 8.8);
        brush.ellipse(Brush.clear(new Color(255, 255, 240), 0.75), -1.5, y - 1.5, 4.2, 4.2);
      } else {
        Color dark = Brush.lit(lamp, 0.34);
        brush.ellipse(dark, 0, y, 8.8, 8.8);
        brush.ellipse(Brush.lit(dark, 1.6), -2, y - 2.5, 3, 2);
      }
      brush.arc(new Color(8, 8, 9), 2.4, Brush.oval(0, y, 10, 10), 0, 180);
    }
  }

  static void house(Brush brush) {
    Color wall = brush.oneOf(0xE8DCC4, 0xC86A4A, 0xD8D8D0, 0xB8C4CC, 0xE0C890, 0xA85848);
    Color roof = brush.oneOf(0x8A3A2C, 0x5A4A48, 0x6A3028, 0x48505C, 0xA85A38);
    double half = brush.between(26, 34);
    double eaves = brush.between(-12, -2);
    double ridge = eaves - brush.between(18, 28);
    brush.shadow(0, 33, half + 8, 4);
    if (brush.chance(0.7)) {
      double x = brush.chance(0.5) ? -half * 0.55 : half * 0.4;
      brush.box(brush.oneOf(0x8A4A3A, 0x787068), x, ridge - 3, 7, 24, 0);
      brush.box(new Color(60, 54, 50), x - 1, ridge - 4, 9, 2, 0);
      for (int puff = 0; puff < 4; puff++) {
        brush.ellipse(
            new Color(225, 225, 225, 100), x + 4 + puff * 3, ridge - 7 - puff * 4, 2.5 + puff, 2);
      }
    }
    Rectangle2D front = new Rectangle2D.Double(-half, eaves, 2 * half, 33 - eaves);
    brush.fill(Brush.blend(wall, 0, eaves, Brush.lit(wall, 0.82), 0, 33), front);
    for (double y = eaves + 2; y < 32; y += 3.2) {
      brush.line(Brush.clear(Brush.lit(wall, 0.75), 0.5), 0.6, -half, y, half, y);
    }
    boolean gable = brush.chance(0.5);
    double inset = gable ? half : half * 0.35;
    Path2D tiles =
        Brush.path(
            -half - 5, eaves + 1, -half + inset, ridge, half - inset, ridge, half + 5, eaves + 1);
    tiles.closePath();
    brush.fill(Brush.blend(Brush.lit(roof, 1.2), 0, ridge, Brush.lit(roof, 0.85), 0, eaves), tiles);
    if (gable) {
      brush.polygon(
          Brush.lit(wall, 0.95), -half + 2, eaves + 0.5, 0, ridge + 6, half - 2, eaves + 0.5);
      brush.ellipse(new Color(70, 84, 100), 0, eaves - 5, 3.4, 3.4);
    } else {
      for (double y = ridge + 4; y < eaves; y += 4) {
        brush.within(tiles).line(Brush.clear(Brush.lit(roof, 0.6), 0.6), 0.7, -half, y, half, y);
      }
    }
    double door = brush.between(-2, 2);
    brush.box(new Color(240, 236, 226), door - 6, 11, 12, 22, 0);
    Color paint = brush.oneOf(0x5A3A28, 0x2F5A4A, 0x8A2F2F, 0x2F4A7A);
    brush.box(paint, door - 4.8, 12.2, 9.6, 20.8, 0);
    brush.ellipse(new Color(230, 200, 110), door + 3, 23, 0.9, 0.9);
    houseWindow(brush, -half + 6, 9);
    houseWindow(brush, half - 17, 9);
  }

  private static void houseWindow(Brush brush, double x, double y) {
    Color glass = brush.oneOf(0x6A90B0, 0x405468, 0xF0D890, 0x8CB0C4);
    brush.box(new Color(245, 242, 234), x - 1, y - 1, 13, 13, 0);
    brush.box(Brush.blend(Brush.lit(glass, 1.2), x, y, glass, x + 11, y + 11), x, y, 11, 11, 0);
    brush.line(new Color(245, 242, 234), 1, x + 5.5, y, x + 5.5, y + 11);
    brush.line(new Color(245, 242, 234), 1, x, y + 5.5, x + 11, y + 5.5);
  }
}
