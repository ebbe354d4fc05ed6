package pictures;

import static pictures.PictureArtist.SIZE;

import drawing.Brush;
import java.awt.Color;

/** A street with its buildings, trees and cars. */
final class Town {
  private Town() {}

  static void street(Brush brush) {
    double curb = brush.between(50, 64);
    Scenery.sky(brush, curb);
    Scenery.clouds(brush, brush.random.nextInt(3), curb);
    if (brush.chance(0.75)) {
      for (double x = -brush.between(0, 20); x < SIZE; ) {
        double width = brush.between(14, 30);
        block(brush, x, curb - brush.between(18, 60), width, curb);
        x += width + (brush.chance(0.3) ? brush.between(4, 20) : 0);
      }
    } else {
      Scenery.hills(brush, curb);
    }
    for (int i = brush.random.nextInt(4); i > 0; i--) {
      Scenery.tree(brush, brush.between(0, SIZE), curb, brush.between(0.8, 1.4));
    }
    Color pavement = brush.oneOf(0xB0ACA4, 0xC4BEB2, 0x9A9890);
    brush.box(pavement, 0, curb, SIZE, SIZE, 0);
    double kerb = curb + brush.between(4, 9);
    Color road = brush.oneOf(0x5A5C60, 0x6C6C6E, 0x4A4C50);
    brush.box(
        Brush.blend(Brush.lit(road, 1.15), 0, kerb, Brush.lit(road, 0.85), 0, SIZE),
        0,
        kerb,
        SIZE,
        SIZE,
        0);
    brush.line(Brush.lit(pavement, 1.15), 1.2, 0, kerb, SIZE, kerb);
    double lane = brush.between(kerb + 10, SIZE);
    for (double x = brush.between(-16, 0); x < SIZE; x += 20) {
      brush.polygon(
          new Color(230, 228, 215), x, lane, x + 10, lane, x + 9, lane + 2, x - 1, lane + 2);
    }
    if (brush.chance(0.5)) {
      car(brush, brush.between(0, SIZE), kerb + 3, brush.between(0.6, 1));
    }
  }

  private static void block(Brush brush, double x, double y, double width, double bottom) {
    Color wall = brush.oneOf(0xA89078, 0xB8A898, 0x8C8078, 0x9A6A58, 0xC8C0B0, 0x788088);
    brush.box(wall, x, y, width, bottom - y, 0);
    Color glass = brush.oneOf(0x5A6878, 0x48505C, 0xA8C0D0);
    for (double wx = x + 2.5; wx < x + width - 3; wx += 5) {
      for (double wy = y + 3; wy < bottom - 6; wy += 7) {
        brush.box(Brush.lit(glass, brush.between(0.8, 1.2)), wx, wy, 2.6, 3.8, 0);
      }
    }
  }

  private static void car(Brush brush, double x, double y, double scale) {
    Brush car = brush.at(x, y, scale, scale, 0);
    Color paint = brush.oneOf(0xA83838, 0x38589A, 0xD8D8DC, 0x404448, 0x4A7A5A);
    car.polygon(Brush.lit(paint, 0.9), -8, -5, -5, -10, 5, -10, 9, -5);
    car.polygon(new Color(70, 84, 98), -6, -5.5, -4, -9, 0, -9, 0, -5.5);
    car.polygon(new Color(70, 84, 98), 1, -5.5, 1, -9, 4.5, -9, 7, -5.5);
    car.box(paint, -14, -6, 28, 6, 3);
    car.ellipse(new Color(28, 28, 30), -8, 0, 2.8, 2.8);
    car.ellipse(new Color(28, 28, 30), 8, 0, 2.8, 2.8);
  }
}
