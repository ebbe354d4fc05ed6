package pictures;

import static pictures.PictureArtist.SIZE;

import drawing.Brush;
import java.awt.Color;
import java.awt.geom.Rectangle2D;

/** Places under a roof: walls, floors and what stands about. */
final class Interiors {
  private Interiors() {}

  static void wall(Brush brush, double bottom) {
    Color paint =
        brush.oneOf(0xE8E0D0, 0xC8D4D8, 0xD8C8B8, 0xB0C0A8, 0xA8B0C4, 0xE0D0A8, 0x90807A, 0xC49A8A);
    brush.box(
        Brush.blend(Brush.lit(paint, 1.05), 0, 0, Brush.lit(paint, 0.85), SIZE, bottom),
        0,
        0,
        SIZE,
        bottom,
        0);
    int pattern = brush.random.nextInt(4);
    double pitch = brush.between(6, 14);
    Color motif = Brush.clear(Brush.lit(paint, brush.chance(0.5) ? 0.9 : 1.1), 0.7);
    for (double x = brush.between(0, pitch); x < SIZE && pattern < 2; x += pitch) {
      if (pattern == 0) {
        brush.line(motif, pitch / 4, x, 0, x, bottom);
      } else {
        for (double y = pitch / 2; y < bottom; y += pitch) {
          brush.ellipse(motif, x, y, pitch / 6, pitch / 5);
        }
      }
    }
  }

  static void planks(Brush brush, double top) {
    Color wood = brush.oneOf(0xA87848, 0x8A5E38, 0xC8A070, 0x6E5040, 0xB8B0A4);
    double slope = top == 0 ? brush.between(-0.2, 0.2) : 0;
    Brush floor = brush.sheared(slope, 0);
    double height = brush.between(8, 15);
    for (double y = top; y < SIZE; y += height) {
      for (double x = -40 - brush.between(0, 30); x < SIZE + 40; ) {
        double length = brush.between(25, 60);
        Color plank = Brush.lit(wood, brush.between(0.88, 1.1));
        floor.box(plank, x, y, length, height, 0);
        floor.outline(
            Brush.clear(Brush.lit(plank, 0.6), 0.6),
            0.7,
            new Rectangle2D.Double(x, y, length, height));
        x += length;
      }
    }
    grain(brush, wood, top);
  }

  static void grain(Brush brush, Color wood, double top) {
    for (int i = 0; i < 40; i++) {
      double x = brush.between(-10, SIZE);
      double y = brush.between(top, SIZE);
      brush.curve(
          Brush.clear(Brush.lit(wood, 0.7), 0.25),
          0.6,
          x,
          y,
          x + 10,
          y + brush.between(-2, 2),
          x + brush.between(8, 30),
          y);
    }
  }

  static void tiles(Brush brush) {
    Color one = brush.oneOf(0xD8D0C4, 0xB8A894, 0x98A4A8, 0xC0A890);
    Color two = brush.chance(0.4) ? Brush.lit(one, 0.75) : one;
    brush.box(Brush.lit(one, brush.between(0.45, 0.7)), 0, 0, SIZE, SIZE, 0);
    Brush floor = brush.at(48, 48, 1, 1, brush.between(-30, 30));
    double pitch = brush.between(13, 26);
    for (int row = -7; row < 7; row++) {
      for (int column = -7; column < 7; column++) {
        floor.box(
            Brush.lit((row + column) % 2 == 0 ? one : two, brush.between(0.95, 1.05)),
            column * pitch,
            row * pitch,
            pitch - 0.9,
            pitch - 0.9,
            0.5);
      }
    }
  }

  /** Shelves, plants and picture frames, away from the middle of the room. */
  static void furniture(Brush brush, double floor) {
    for (int i = brush.random.nextInt(3); i > 0; i--) {
      double x = brush.chance(0.5) ? brush.between(-6, 14) : brush.between(78, 98);
      switch (brush.random.nextInt(3)) {
        case 0 -> {
          double y = brush.between(12, 40);
          brush.box(brush.oneOf(0x5A4030, 0xC0A060, 0x303030), x, y, 20, 24, 0);
          brush.box(brush.oneOf(0xA8C0C8, 0xC8B8A0, 0x90A880), x + 2, y + 2, 16, 20, 0);
        }
        case 1 -> {
          Color green = brush.oneOf(0x3F7040, 0x5A8A4A);
          for (int leaf = 0; leaf < 9; leaf++) {
            brush.curve(
                Brush.lit(green, brush.between(0.8, 1.2)),
                2.2,
                x,
                floor - 6,
                x + brush.between(-4, 4),
                floor - 20,
                x + brush.between(-14, 14),
                floor - brush.between(10, 32));
          }
          brush.polygon(
              brush.oneOf(0xA85C3C, 0xD8D0C4),
              x - 6,
              floor - 9,
              x + 6,
              floor - 9,
              x + 4,
              floor + 2,
              x - 4,
              floor + 2);
        }
        default -> {
          double y = brush.between(20, 60);
          brush.box(brush.oneOf(0x7A5838, 0xB89060), x - 12, y, 30, 2, 0);
          for (double book = x - 10; book < x + 14; ) {
            double width = brush.between(2, 4);
            double height = brush.between(7, 12);
            brush.box(
                brush.oneOf(0x8A3A3A, 0x3A5A7A, 0x5A7A4A, 0xC0A860),
                book,
                y - height,
                width,
                height,
                0);
            book += width;
          }
        }
      }
    }
  }

  /** Boxes, fruit and books along a table's far edge and in its corners. */
  static void things(Brush brush, double edge) {
    for (int i = brush.random.nextInt(4); i > 0; i--) {
      double x = brush.chance(0.5) ? brush.between(0, 22) : brush.between(74, 96);
      double y = edge + brush.between(4, 30);
      brush.shadow(x, y, 9, 2.5);
      if (brush.chance(0.5)) {
        Color fruit = brush.oneOf(0xB83A30, 0xC87830, 0x7A9A3A, 0x6A3A5A);
        brush.ellipse(
            Brush.blend(Brush.lit(fruit, 1.25), x - 3, y - 9, Brush.lit(fruit, 0.6), x + 3, y),
            x,
            y - 4.5,
            5,
            4.8);
      } else {
        Color cover = brush.oneOf(0x3F5A80, 0x803F3F, 0x507A5A, 0x6A5A80);
        brush.box(cover, x - 12, y - 4, 24, 4, 0.5);
        brush.box(new Color(235, 230, 215), x - 11, y - 3, 23, 2, 0);
        brush.box(Brush.lit(cover, 0.8), x - 10, y - 8, 21, 4, 0.5);
      }
    }
  }
}
