package pictures;

import static pictures.PictureArtist.SIZE;

import drawing.Brush;
import java.awt.Color;

/** The sea from above and from below. */
final class Water {
  private Water() {}

  static void sea(Brush brush) {
    double horizon = brush.between(44, 66);
    Scenery.sky(brush, horizon);
    Scenery.clouds(brush, brush.random.nextInt(5), horizon);
    Scenery.birds(brush);
    if (brush.chance(0.5)) {
      Scenery.hills(brush.within(Brush.path(0, 0, SIZE, 0, SIZE, horizon, 0, horizon)), horizon);
    }
    Color water = brush.oneOf(0x2E6FA0, 0x3F8CA8, 0x4A7890, 0x2A5A84);
    brush.box(
        Brush.blend(Brush.lit(water, 1.3), 0, horizon, Brush.lit(water, 0.7), 0, SIZE),
        0,
        horizon,
        SIZE,
        SIZE,
        0);
    for (int i = 0; i < 70; i++) {
      double y = horizon + (SIZE - horizon) * Math.pow(brush.random.nextDouble(), 1.3);
      double x = brush.between(0, SIZE);
      double length = 2 + (y - horizon) / 6;
      brush.curve(
          Brush.clear(Brush.lit(water, brush.between(0.7, 1.8)), 0.6),
          0.9,
          x - length,
          y,
          x,
          y - 1.5,
          x + length,
          y);
    }
  }

  static void underwater(Brush brush) {
    Color water = brush.oneOf(0x2F86A6, 0x4FA4B8, 0x2A6A98, 0x4A9A8A);
    brush.box(
        Brush.blend(Brush.lit(water, 1.35), 0, 0, Brush.lit(water, 0.6), 0, SIZE),
        0,
        0,
        SIZE,
        SIZE,
        0);
    for (int i = 0; i < 4; i++) {
      double x = brush.between(0, SIZE);
      brush.polygon(
          new Color(255, 255, 255, 22),
          x,
          0,
          x + 8,
          0,
          x + brush.between(0, 40),
          SIZE,
          x - 10,
          SIZE);
    }
    Color sand = brush.oneOf(0xC8B48A, 0xA89470, 0x8C8478);
    brush.ellipse(sand, brush.between(10, 86), 104, 80, brush.between(14, 24));
    for (int i = brush.random.nextInt(8); i > 0; i--) {
      double x = brush.between(0, SIZE);
      double sway = brush.between(-9, 9);
      brush.curve(
          brush.oneOf(0x3F7A3A, 0x5A8C3A, 0x2F6A4A),
          brush.between(1, 2.6),
          x,
          SIZE,
          x + sway,
          80,
          x - sway,
          brush.between(46, 74));
    }
    for (int i = brush.random.nextInt(10); i > 0; i--) {
      double size = brush.between(0.8, 2.4);
      brush.outline(
          new Color(235, 250, 255, 170),
          0.7,
          Brush.oval(brush.between(0, SIZE), brush.between(0, SIZE), size, size));
    }
  }
}
