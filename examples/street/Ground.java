package street;

import drawing.Brush;
import java.awt.Color;

/** What people walk and buses drive on, and the sky above. */
final class Ground {
  private static final int[] SKIES = {
    0x5B9BD8, 0x7FB6E6, 0x9AA8B8, 0x4F83C4, 0xE0A070, 0x6A7078, 0x3C4454, 0x505A50, 0x8A7A6C
  };
  private static final int[] ROADS = {0x5A5C60, 0x6C6C6E, 0x4A4C50, 0x3C3E44, 0x7C7870, 0x5C5450};
  private static final int[] PAVEMENTS = {
    0xB0ACA4, 0xC4BEB2, 0x9A9890, 0x8A8880, 0xB89888, 0xC8B890, 0xA8A8B0
  };

  private Ground() {}

  /** The sky of any hour. */
  static void sky(Brush brush, double bottom) {
    Color high = brush.oneOf(SKIES);
    Color low = brush.chance(0.5) ? brush.oneOf(SKIES) : brush.oneOf(0xDCE6EE);
    brush.box(Brush.blend(high, 0, 0, low, 0, bottom), 0, 0, SceneArtist.SIZE, bottom + 1, 0);
  }

  static Color road(Brush brush) {
    return brush.oneOf(ROADS);
  }

  static Color pavement(Brush brush) {
    return brush.oneOf(PAVEMENTS);
  }

  static Color line(Brush brush) {
    return brush.oneOf(0xE6E4D7, 0xE6E4D7, 0xD8B848);
  }

  /** Strews specks and patches about, each a little lighter or darker than what it lies on. */
  static void wear(Brush brush, Color of, double top) {
    int size = SceneArtist.SIZE;
    for (int i = 30 + brush.random.nextInt(50); i > 0; i--) {
      double y = brush.between(top, size);
      double width = 0.4 + 5 * (y - top) / size * brush.random.nextDouble();
      brush.ellipse(
          Brush.clear(Brush.lit(of, brush.between(0.6, 1.4)), 0.4),
          brush.between(0, size),
          y,
          width,
          width / 3);
    }
  }

  /** The skyline: blocks and trees in the haze. */
  static void skyline(Brush brush, double horizon) {
    int size = SceneArtist.SIZE;
    Brush far = brush.marking(Label.BUILDING.ordinal());
    if (brush.chance(0.6)) {
      for (double x = -brush.between(0, 10); x < size; ) {
        double width = brush.between(5, 18);
        if (brush.chance(0.7)) {
          Color haze = far.oneOf(0x98A4B4, 0x8890A0, 0xA8A4A0);
          double top = horizon - brush.between(4, 22);
          far.box(haze, x, top, width, horizon + 2 - top, 0);
          for (double y = top + 2; y < horizon - 1; y += 3) {
            far.line(Brush.clear(Brush.lit(haze, 0.8), 0.6), 0.8, x + 1, y, x + width - 1, y);
          }
        }
        x += width;
      }
    }
    if (brush.chance(0.4)) {
      Brush trees = brush.marking(Label.TREE.ordinal());
      Color leaves = trees.oneOf(0x5A7A60, 0x688858, 0x4C6C50);
      for (double x = -2; x < size; x += brush.between(3, 8)) {
        trees.ellipse(
            Brush.lit(leaves, brush.between(0.9, 1.1)),
            x,
            horizon,
            brush.between(4, 8),
            brush.between(3, 8));
      }
    }
  }
}
