package pictures;

import drawing.Brush;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Ostriches and goldfish. */
public final class Animals {
  private Animals() {}

  public static void ostrich(Brush brush) {
    Color skin = brush.oneOf(0xD8A890, 0xC09A84, 0xB89888, 0xE0B4A0);
    Color feathers = brush.oneOf(0x1E1A1C, 0x2A2422, 0x4A3C32, 0x221E24);
    double stride = brush.between(-7, 7);
    brush.shadow(-2, 42, 20, 3);
    leg(brush, Brush.lit(skin, 0.75), -7, -stride);
    leg(brush, skin, -1, stride);

    for (int i = 0; i < 9; i++) {
      brush.curve(
          brush.near(0xEEE8DC, 12),
          3.2,
          -16,
          -4,
          -24,
          -8 + i,
          -27 + brush.between(-3, 2),
          -6 + 2.2 * i);
    }
    neck(brush, skin);
    brush.ellipse(
        Brush.blend(Brush.lit(feathers, 1.7), -4, -14, Brush.lit(feathers, 0.8), -4, 16),
        -5,
        0,
        19,
        13.5);
    brush.ellipse(feathers, 8, -2, 8, 8);
    for (int i = 0; i < 46; i++) {
      double angle = brush.between(0, 2 * Math.PI);
      double radius = Math.sqrt(brush.random.nextDouble());
      double x = -6 + 17 * radius * Math.cos(angle);
      double y = 12 * radius * Math.sin(angle);
      brush.curve(
          Brush.clear(Brush.lit(feathers, brush.between(0.5, 2.6)), 0.8),
          1,
          x + 2,
          y - 1,
          x,
          y + 2.5,
          x - 4,
          y + 2);
    }
    for (int i = 0; i < 6; i++) {
      brush.curve(
          brush.near(0xF0EADF, 12),
          2.2,
          -5 - 2 * i,
          6,
          -9 - 2 * i,
          11,
          -12 - 2.2 * i,
          11.5 - i + brush.between(-1, 1));
    }
  }

  private static void leg(Brush brush, Color skin, double hip, double step) {
    double knee = hip + 4 + step * 0.3;
    double foot = hip + step;
    brush.line(Brush.lit(skin, 0.95), 5, hip, 8, (hip + knee) / 2, 16);
    brush.line(skin, 2.6, (hip + knee) / 2, 16, knee, 25, foot, 41);
    brush.ellipse(Brush.lit(skin, 0.85), knee, 25, 2, 2.2);
    brush.line(Brush.lit(skin, 0.8), 2.4, foot - 0.5, 41.5, foot + 6, 42.5);
    brush.line(Brush.lit(skin, 0.7), 1.6, foot, 41, foot + 3, 43.5);
  }

  private static void neck(Brush brush, Color skin) {
    double headX = brush.between(15, 24);
    double headY = brush.between(-40, -33);
    double bend = brush.between(18, 30);
    brush.curve(Brush.lit(skin, 0.85), 5, 10, -3, bend, -14, headX, headY + 2);
    brush.curve(skin, 3.2, 10, -3, bend - 0.6, -14, headX - 0.5, headY + 2);
    Brush head = brush.at(headX, headY, 1, 1, brush.between(-8, 18));
    head.polygon(brush.oneOf(0xC88A50, 0xB07848), 3, -2, 11, 0.8, 3, 2.6);
    head.line(new Color(90, 60, 40), 0.6, 4, 0.8, 10, 0.9);
    head.ellipse(Brush.lit(skin, 1.02), 0.5, 0, 4.8, 3.6);
    head.ellipse(new Color(60, 48, 42, 160), -1.5, -2.6, 3, 1.3);
    head.ellipse(new Color(250, 246, 236), 1.8, -1, 1.7, 1.6);
    head.ellipse(new Color(20, 14, 10), 2, -1, 1.2, 1.3);
  }

  static void goldfish(Brush brush) {
    Color gold = brush.oneOf(0xF57A14, 0xF0921E, 0xE85A18, 0xF8A428);
    Color fin = Brush.clear(Brush.lit(gold, 1.12), 0.85);
    double sway = brush.between(-5, 5);
    Path2D tail = new Path2D.Double();
    tail.moveTo(-16, 0);
    tail.curveTo(-24, -6, -32, -20 + sway, -42, -19 + sway);
    tail.curveTo(-36, -8, -36, -3, -33, sway * 0.4);
    tail.curveTo(-36, 5, -38, 12, -42, 20 + sway);
    tail.curveTo(-30, 18, -24, 6, -16, 0);
    brush.fill(fin, tail);
    for (int i = -4; i <= 4; i++) {
      brush.curve(
          Brush.clear(Brush.lit(gold, 0.75), 0.7),
          0.7,
          -18,
          i * 0.4,
          -28,
          i * 1.5,
          -37,
          i * 4 + sway);
    }
    Path2D back = new Path2D.Double();
    back.moveTo(-10, -10);
    back.curveTo(-12, -22, -2, -27, 8, -24);
    back.curveTo(6, -20, 10, -16, 12, -12);
    back.closePath();
    brush.fill(fin, back);
    brush.polygon(fin, -8, 10, -14, 22, -4, 20, -1, 12);
    brush.polygon(fin, 6, 12, 4, 23, 12, 20, 13, 11);

    Path2D body = new Path2D.Double();
    body.moveTo(-20, 0);
    body.curveTo(-10, -17, 18, -22, 34, -3);
    body.curveTo(36, 0, 35, 3, 32, 5);
    body.curveTo(18, 20, -8, 18, -20, 0);
    brush.fill(Brush.blend(Brush.lit(gold, 1.1), 0, -12, brush.near(0xFAD8A0, 10), 0, 18), body);
    scales(brush.within(body), gold);
    brush.outline(Brush.clear(Brush.lit(gold, 0.6), 0.7), 0.8, body);
    brush.curve(Brush.lit(gold, 0.65), 1.1, 20, -10, 15, 0, 19, 9);
    brush.polygon(Brush.lit(gold, 0.9), 15, 3, 5, 6, 4, 11, 10, 10);
    brush.ellipse(new Color(252, 246, 226), 26, -4, 3.4, 3.4);
    brush.ellipse(new Color(18, 16, 16), 26.4, -4, 2, 2);
    brush.ellipse(Color.WHITE, 27, -4.8, 0.7, 0.7);
    brush.curve(Brush.lit(gold, 0.5), 0.9, 35, 2, 32, 3, 31, 4.5);
  }

  private static void scales(Brush body, Color gold) {
    for (int row = -4; row <= 4; row++) {
      for (double x = -18; x < 16; x += 5) {
        Shape scale = Brush.oval(x + (row & 1) * 2.5, row * 3.6, 2.9, 2.3);
        body.arc(Brush.clear(Brush.lit(gold, 0.68), 0.75), 0.7, scale, 110, 140);
      }
    }
    body.ellipse(new Color(255, 255, 240, 70), 4, -9, 16, 3);
  }
}
