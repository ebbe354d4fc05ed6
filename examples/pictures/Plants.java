package pictures;

import drawing.Brush;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Mushrooms and daisies. */
final class Plants {
  private Plants() {}

  static void mushroom(Brush brush) {
    brush.shadow(0, 38, 20, 4);
    if (brush.chance(0.35)) {
      toadstool(brush.at(brush.chance(0.5) ? -24 : 24, 22, 0.42, 0.42, brush.between(-12, 12)));
    }
    toadstool(brush);
    for (int i = 0; i < 14; i++) {
      double x = brush.between(-24, 24);
      brush.curve(
          brush.oneOf(0x5A8038, 0x48702F, 0x7A9A48),
          1.1,
          x,
          41,
          x + brush.between(-3, 3),
          36,
          x + brush.between(-6, 6),
          brush.between(27, 34));
    }
  }

  private static void toadstool(Brush brush) {
    boolean spotted = brush.chance(0.65);
    Color cap =
        spotted
            ? brush.oneOf(0xC8241E, 0xD83A20, 0xB81C28)
            : brush.oneOf(0x8A5A34, 0xB0804C, 0x6A4630);
    Color stem = brush.oneOf(0xF0E8D4, 0xE4D8C0, 0xD8C8A8);
    double thick = brush.between(6, 9);
    Path2D stalk = new Path2D.Double();
    stalk.moveTo(-thick + 1, -6);
    stalk.quadTo(-thick, 22, -thick - 4, 36);
    stalk.quadTo(0, 43, thick + 4, 36);
    stalk.quadTo(thick, 22, thick - 1, -6);
    stalk.closePath();
    brush.fill(Brush.blend(stem, -thick, 0, Brush.lit(stem, 0.65), thick + 3, 0), stalk);
    for (int i = 0; i < 5; i++) {
      double x = brush.between(-thick + 2, thick - 2);
      brush.line(Brush.clear(Brush.lit(stem, 0.6), 0.5), 0.7, x, 8, x * 1.2, 34);
    }
    double width = brush.between(30, 36);
    double crown = brush.between(-40, -32);
    brush.ellipse(Brush.lit(stem, 0.72), 0, -5, width - 1, 7);
    for (int i = -9; i <= 9; i++) {
      brush.line(new Color(90, 74, 60, 130), 0.6, i * 0.8, -6, i * width / 10, -1.5);
    }
    if (spotted) {
      brush.polygon(
          Brush.lit(stem, 0.93), -thick, 2, thick, 2, thick + 4, 9, 3, 8, -2, 10, -thick - 4, 9);
    }
    Path2D hat = new Path2D.Double();
    hat.moveTo(-width, -4);
    hat.curveTo(-width, crown * 0.75, -width * 0.5, crown, 0, crown);
    hat.curveTo(width * 0.5, crown, width, crown * 0.75, width, -4);
    hat.quadTo(0, -12, -width, -4);
    hat.closePath();
    brush.fill(Brush.blend(Brush.lit(cap, 1.25), -12, crown, Brush.lit(cap, 0.65), 14, -4), hat);
    Brush skin = brush.within(hat);
    if (spotted) {
      for (int i = 0; i < 13; i++) {
        double x = -width + 5 + i * (2 * width - 10) / 12 + brush.between(-2, 2);
        double y = -10 - (i * 7 % 5) * 5.4 + brush.between(-2, 2);
        double size = brush.between(1.8, 4.2);
        skin.ellipse(new Color(120, 20, 16, 90), x + 0.6, y + 0.8, size, size * 0.8);
        skin.ellipse(brush.near(0xF6EFE2, 8), x, y, size, size * 0.8);
      }
    }
    skin.ellipse(new Color(255, 255, 255, 60), -12, crown + 9, 9, 4);
  }

  static void daisy(Brush brush) {
    double y = brush.between(-14, -6);
    Color green = brush.oneOf(0x4A8034, 0x3A6A2C, 0x5C9040);
    double bend = brush.between(-8, 8);
    brush.curve(Brush.lit(green, 0.8), 3.4, 0, y, bend, 24, bend / 2, 60);
    brush.curve(green, 2.2, -0.4, y, bend - 0.4, 24, bend / 2 - 0.4, 60);
    for (int side = -1; side <= 1; side += 2) {
      Brush leaf = brush.at(bend * 0.6, 34 + 3 * side, side, 1, brush.between(-40, -15) * side);
      Path2D blade = new Path2D.Double();
      blade.moveTo(0, 0);
      blade.quadTo(10, -8, 24, -2);
      blade.quadTo(10, 6, 0, 0);
      leaf.fill(Brush.blend(Brush.lit(green, 1.2), 0, -4, Brush.lit(green, 0.8), 0, 4), blade);
      leaf.line(Brush.lit(green, 0.6), 0.6, 0, 0, 20, -2);
    }
    if (brush.chance(0.3)) {
      double x = brush.chance(0.5) ? -30 : 30;
      double small = brush.between(14, 30);
      brush.curve(green, 1.6, x, small, x - 2, 44, x, 60);
      bloom(brush.at(x, small, 0.4, 0.4, 0));
    }
    bloom(brush.at(0, y, 1, brush.between(0.75, 1), brush.between(-15, 15)));
  }

  private static void bloom(Brush brush) {
    Color petal = brush.oneOf(0xFAF8F2, 0xFAF8F2, 0xFDF4F8, 0xF4D8E4);
    int petals = 13 + brush.random.nextInt(8);
    double length = brush.between(25, 31);
    for (int layer = 0; layer < 2; layer++) {
      for (int i = 0; i < petals; i++) {
        Brush turned =
            brush.at(0, 0, 1, 1, 360.0 * (i + layer * 0.5) / petals + brush.between(-4, 4));
        double reach = length * brush.between(0.88, 1.04) - 3 * layer;
        Path2D blade = new Path2D.Double();
        blade.moveTo(-1.2, -6);
        blade.curveTo(-5, -reach * 0.6, -4.4, -reach, 0, -reach);
        blade.curveTo(4.4, -reach, 5, -reach * 0.6, 1.2, -6);
        blade.closePath();
        Color shade = Brush.lit(petal, layer == 0 ? 0.86 : brush.between(0.95, 1));
        turned.fill(Brush.blend(Brush.lit(shade, 0.78), 0, -6, shade, 0, -16), blade);
        turned.outline(new Color(120, 120, 140, 70), 0.5, blade);
      }
    }
    Color heart = brush.oneOf(0xF2B81C, 0xE8A010, 0xF6C838);
    brush.ellipse(Brush.lit(heart, 0.65), 0.6, 0.8, 9, 9);
    brush.ellipse(
        Brush.blend(Brush.lit(heart, 1.15), -5, -5, Brush.lit(heart, 0.8), 6, 6), 0, 0, 8.4, 8.4);
    for (int i = 0; i < 34; i++) {
      double angle = i * 2.39996;
      double radius = 1.35 * Math.sqrt(i);
      brush.ellipse(
          Brush.lit(heart, i % 2 == 0 ? 0.7 : 1.2),
          radius * Math.cos(angle),
          radius * Math.sin(angle),
          0.7,
          0.7);
    }
  }
}
