package street;

import drawing.Brush;
import java.awt.Color;

/** Houses seen from the front, and walls seen along a street. */
final class Facades {
  private static final int[] WALLS = {
    0xA89078, 0xC8B8A0, 0x8C8078, 0x9A5A48, 0xD8D0C0, 0x788088, 0xB86A50, 0x6A7A90, 0xD8B878,
    0x90A088, 0xE4E0D8, 0x5C5450, 0x88A8BC
  };
  private static final int[] GLASS = {0x5A6878, 0x38404C, 0xA8C0D0, 0x7898B8, 0xF0D080};
  private static final int[] CLOTH = {0xB83030, 0x2F6A4A, 0x2F4A8A, 0xD89020, 0xE8E0D0};

  private Facades() {}

  /** Paints a house whose wall begins at (x, base); lengths are in pixels. */
  static void house(Brush brush, double x, double base, double width, double height, double metre) {
    Color wall = brush.oneOf(WALLS);
    double top = base - height;
    if (brush.chance(0.35)) {
      roof(brush, x, top, width, metre * brush.between(1.5, 4));
    }
    brush.box(
        Brush.blend(Brush.lit(wall, 1.06), 0, top, Brush.lit(wall, 0.86), 0, base),
        x,
        top,
        width,
        height + 1,
        0);
    if (brush.chance(0.4)) {
      for (double y = top + 1; y < base; y += 2.4) {
        brush.line(Brush.clear(Brush.lit(wall, 0.7), 0.35), 0.5, x, y, x + width, y);
      }
    }
    brush.box(Brush.lit(wall, brush.between(0.7, 1.25)), x, top, width, Math.max(1, metre / 3), 0);
    double floor = 3.2 * metre;
    double ground = base - brush.between(1, 1.3) * floor;
    windows(brush, x, top + metre / 2, width, ground, metre);
    shop(brush, x, ground, width, base, metre);
  }

  private static void roof(Brush brush, double x, double top, double width, double rise) {
    Color tiles = brush.oneOf(0x8A3A2C, 0x5A4A48, 0x48505C, 0xA85A38, 0x3C3C44);
    double inset = width * brush.between(0.1, 0.5);
    brush.polygon(
        Brush.blend(Brush.lit(tiles, 1.2), 0, top - rise, Brush.lit(tiles, 0.8), 0, top),
        x - 1,
        top + 0.5,
        x + inset,
        top - rise,
        x + width - inset,
        top - rise,
        x + width + 1,
        top + 0.5);
    if (brush.chance(0.5)) {
      double chimney = x + width * brush.between(0.2, 0.7);
      brush.box(Brush.lit(tiles, 0.8), chimney, top - rise * 1.2, width * 0.1, rise, 0);
    }
  }

  private static void windows(
      Brush brush, double x, double top, double width, double bottom, double metre) {
    Color glass = brush.oneOf(GLASS);
    double frame = brush.between(0.7, 1.6) * metre;
    double pitch = frame * brush.between(1.3, 2.2);
    double storey = metre * brush.between(2.6, 3.6);
    double tall = storey * brush.between(0.4, 0.7);
    int columns = (int) Math.max(1, Math.floor((width - pitch / 2) / pitch));
    double margin = (width - columns * pitch) / 2 + (pitch - frame) / 2;
    for (double y = bottom - storey; y > top; y -= storey) {
      for (int column = 0; column < columns; column++) {
        double left = x + margin + column * pitch;
        Color pane = Brush.lit(glass, brush.between(0.7, 1.3));
        brush.box(
            Brush.blend(Brush.lit(pane, 1.2), left, y, pane, left, y + tall),
            left,
            y,
            frame,
            tall,
            0);
        if (brush.chance(0.15)) {
          brush.box(brush.oneOf(CLOTH), left, y, frame, tall * 0.4, 0);
        }
      }
    }
  }

  private static void shop(
      Brush brush, double x, double top, double width, double base, double metre) {
    double door = x + width * brush.between(0.1, 0.7);
    double doorTop = Math.max(top, base - 2.4 * metre);
    if (brush.chance(0.6)) {
      Color glass = brush.oneOf(GLASS);
      double sill = base - 0.4 * metre;
      brush.box(
          Brush.blend(Brush.lit(glass, 1.2), x, top, Brush.lit(glass, 0.7), x + width, sill),
          x + width * 0.06,
          top + 0.6 * metre,
          width * 0.88,
          Math.max(1, sill - top - 0.6 * metre),
          0);
      Color cloth = brush.oneOf(CLOTH);
      brush.polygon(
          cloth,
          x + width * 0.04,
          top,
          x + width * 0.96,
          top,
          x + width,
          top + 0.8 * metre,
          x,
          top + 0.8 * metre);
    }
    brush.box(
        brush.oneOf(0x5A3A28, 0x2F5A4A, 0x8A2F2F, 0x2F4A7A, 0x303030),
        door,
        doorTop,
        1.1 * metre,
        base - doorTop + 0.5,
        0);
  }

  /** Paints the wall of a house along the street, from the row {@code far} to {@code near}. */
  static void wall(Brush brush, View view, double side, double far, double near, double height) {
    Color wall = brush.oneOf(WALLS);
    Color shade = Brush.lit(wall, brush.between(0.6, 1.05));
    view.wall(brush, shade, side, far, near, 0, height);
    Color glass = brush.oneOf(GLASS);
    double storey = brush.between(2.8, 3.8);
    double tall = storey * brush.between(0.4, 0.7);
    double length = view.distance(far) - view.distance(near);
    int columns = (int) Math.max(1, Math.round(length / brush.between(1.6, 3.4)));
    double gap = brush.between(0.15, 0.4);
    for (double bottom = storey * 1.1; bottom + tall < height; bottom += storey) {
      for (int column = 0; column < columns; column++) {
        Color pane = Brush.lit(glass, brush.between(0.6, 1.2));
        view.wall(
            brush,
            pane,
            side,
            view.row(far, near, (column + gap) / columns),
            view.row(far, near, (column + 1 - gap) / columns),
            bottom,
            bottom + tall);
      }
    }
    if (brush.chance(0.6)) {
      double from = view.row(far, near, 0.1);
      double to = view.row(far, near, 0.9);
      view.wall(brush, Brush.lit(glass, 0.8), side, from, to, 0.4, 2.4);
      view.wall(brush, brush.oneOf(CLOTH), side, from, to, 2.2, 2.9);
    }
    view.wall(brush, Brush.lit(shade, 0.8), side, far, near, height - 0.4, height);
  }
}
