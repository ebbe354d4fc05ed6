package pictures;

import static pictures.PictureArtist.SIZE;

import drawing.Brush;
import java.awt.Color;

/** Places under the open sky. */
public final class Scenery {
  private Scenery() {}

  public static void sky(Brush brush, double bottom) {
    Color high = brush.oneOf(0x5B9BD8, 0x7FB6E6, 0x9AA8B8, 0x4F83C4, 0xE0A070);
    brush.box(
        Brush.blend(high, 0, 0, brush.near(0xDCE6EE, 14), 0, bottom), 0, 0, SIZE, bottom + 1, 0);
  }

  public static void clouds(Brush brush, int count, double bottom) {
    for (int i = 0; i < count; i++) {
      double x = brush.between(0, SIZE);
      double y = brush.between(0, bottom * 0.7);
      double size = brush.between(3, 8);
      Color white = Brush.clear(brush.near(0xF6F6F8, 8), brush.between(0.35, 0.8));
      for (int puff = 0; puff < 5; puff++) {
        brush.ellipse(
            white,
            x + size * brush.between(-1.8, 1.8),
            y + size * brush.between(-0.3, 0.3),
            size * brush.between(0.6, 1.3),
            size * brush.between(0.35, 0.7));
      }
    }
  }

  static void birds(Brush brush) {
    for (int i = brush.random.nextInt(4); i > 0; i--) {
      Brush bird = brush.at(brush.between(0, SIZE), brush.between(0, 50), 1, 1, 0);
      bird.curve(new Color(60, 60, 70), 0.9, -3, -1, -1, -2, 0, 0);
      bird.curve(new Color(60, 60, 70), 0.9, 0, 0, 1, -2, 3, -1);
    }
  }

  static void hills(Brush brush, double horizon) {
    Color far = brush.oneOf(0x7D9BA8, 0x8FA67A, 0x9A8F80, 0x6F8F70);
    for (int i = 0; i < 4; i++) {
      brush.ellipse(
          brush.near(far.getRGB(), 8),
          brush.between(0, SIZE),
          horizon + 4,
          brush.between(16, 40),
          brush.between(6, 18));
    }
  }

  /** Sky over grassland, with {@code green} the chance of each bush and tree. */
  static void land(Brush brush, Color grass, double green) {
    double horizon = brush.between(42, 66);
    sky(brush, horizon);
    clouds(brush, brush.random.nextInt(4), horizon);
    hills(brush, horizon);
    brush.box(
        Brush.blend(Brush.lit(grass, 1.12), 0, horizon, Brush.lit(grass, 0.75), 0, SIZE),
        0,
        horizon,
        SIZE,
        SIZE,
        0);
    for (int i = 0; i < 4; i++) {
      if (brush.chance(green)) {
        tree(brush, brush.between(0, SIZE), horizon + brush.between(0, 6), brush.between(0.5, 1.3));
      }
    }
    if (brush.chance(0.25)) {
      fence(brush, horizon + brush.between(4, 10));
    }
    blades(brush, grass, horizon);
    rocks(brush, horizon);
  }

  private static void blades(Brush brush, Color grass, double top) {
    for (int i = 0; i < 130; i++) {
      double y = top + (SIZE - top) * Math.sqrt(brush.random.nextDouble());
      double x = brush.between(0, SIZE);
      double length = 1 + 6 * (y - top) / SIZE;
      brush.line(
          Brush.clear(Brush.lit(grass, brush.between(0.6, 1.4)), 0.7),
          0.8,
          x,
          y,
          x + brush.between(-2, 2),
          y - length);
    }
  }

  private static void rocks(Brush brush, double top) {
    for (int i = brush.random.nextInt(4); i > 0; i--) {
      double x = brush.between(0, SIZE);
      double y = brush.between(top + 4, SIZE);
      double size = brush.between(1.5, 5);
      Color stone = brush.oneOf(0x8C8880, 0x75706A, 0xA09A8C);
      brush.shadow(x, y + size * 0.5, size * 1.4, size * 0.5);
      brush.ellipse(
          Brush.blend(Brush.lit(stone, 1.2), x, y - size, Brush.lit(stone, 0.6), x, y + size),
          x,
          y,
          size * 1.2,
          size * 0.7);
    }
  }

  public static void tree(Brush brush, double x, double y, double scale) {
    Brush tree = brush.at(x, y, scale, scale, 0);
    tree.line(brush.oneOf(0x5C4430, 0x6B5138), 2.4, 0, 0, 0, -10);
    Color leaves = brush.oneOf(0x3E6B33, 0x52803A, 0x6C8C40, 0x35593A);
    for (int i = 0; i < 12; i++) {
      double up = brush.between(-6, 6);
      tree.ellipse(
          Brush.clear(Brush.lit(leaves, 0.95 - up / 18 + brush.between(-0.1, 0.1)), 0.9),
          brush.between(-6, 6),
          -16 + up,
          brush.between(2, 5),
          brush.between(2, 4.5));
    }
  }

  private static void fence(Brush brush, double y) {
    Color wood = brush.oneOf(0xE8E2D4, 0x8A6F52);
    brush.line(wood, 1.2, 0, y - 4, SIZE, y - 4);
    brush.line(wood, 1.2, 0, y - 1, SIZE, y - 1);
    for (double x = brush.between(0, 9); x < SIZE; x += 9) {
      brush.line(Brush.lit(wood, 0.9), 1.6, x, y - 7, x, y + 2);
    }
  }

  static void forest(Brush brush) {
    Color far = brush.oneOf(0x3F5A3A, 0x56704A, 0x6B7A52, 0x4A5540);
    double ground = brush.between(52, 68);
    brush.box(Brush.blend(Brush.lit(far, 1.5), 0, 0, far, 0, ground), 0, 0, SIZE, SIZE, 0);
    for (int i = 0; i < 12; i++) {
      double x = brush.between(0, SIZE);
      double width = brush.between(1.5, 7);
      Color bark = brush.oneOf(0x4A3B2E, 0x5E4C3A, 0x6E6256, 0x38302A);
      brush.line(
          Brush.clear(bark, 0.4 + width / 12), width, x, -5, x + brush.between(-3, 3), ground + 2);
    }
    Color floor = brush.oneOf(0x5A4A30, 0x4F5A30, 0x6B5A3C);
    brush.box(
        Brush.blend(Brush.lit(floor, 1.15), 0, ground, Brush.lit(floor, 0.6), 0, SIZE),
        0,
        ground,
        SIZE,
        SIZE,
        0);
    for (int i = 0; i < 60; i++) {
      Brush leaf =
          brush.at(
              brush.between(0, SIZE), brush.between(ground, SIZE), 1, 1, brush.between(0, 180));
      leaf.ellipse(brush.oneOf(0x8A6A34, 0x5C7A36, 0x6B4A2A, 0x7A8040), 0, 0, 2, 0.8);
    }
    blades(brush, brush.oneOf(0x55803A, 0x6B8A44), ground);
  }
}
