package pictures;

import drawing.Brush;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Umbrellas, coffee mugs and wall clocks. */
final class Household {
  private Household() {}

  static void umbrella(Brush brush) {
    Color one = brush.oneOf(0xC82A34, 0x2A5AA8, 0xF0C030, 0x2F8A5A, 0x7A3A8A, 0x28282C, 0xE87AA0);
    Color two = brush.chance(0.5) ? one : brush.oneOf(0xF4F0E8, 0xF0C030, 0x28282C, 0x40A0C0);
    Color shaft = brush.oneOf(0x5A3A24, 0x404448, 0xA0A4A8);
    brush.line(shaft, 2, 0, -32, 0, 33);
    Shape hook = Brush.oval(5, 33, 5, 6);
    brush.arc(brush.oneOf(0x6A3F20, 0x2A2A2C), 2.8, hook, 180, 180);
    int panels = 6;
    double width = 40;
    for (int i = 0; i < panels; i++) {
      double left = edge(width, i, panels);
      double right = edge(width, i + 1, panels);
      Path2D panel = new Path2D.Double();
      panel.moveTo(0, -32);
      panel.quadTo(left * 0.86, -26, left, 4);
      panel.quadTo((left + right) / 2, -5, right, 4);
      panel.quadTo(right * 0.86, -26, 0, -32);
      Color cloth = Brush.lit(i % 2 == 0 ? one : two, 1.12 - 0.09 * i);
      brush.fill(Brush.blend(Brush.lit(cloth, 1.15), 0, -32, Brush.lit(cloth, 0.85), 0, 4), panel);
      brush.outline(new Color(20, 20, 24, 90), 0.7, panel);
    }
    brush.line(shaft, 1.8, 0, -36, 0, -31);
    for (int i = 0; i <= panels; i++) {
      brush.ellipse(new Color(220, 220, 215), edge(width, i, panels), 4, 0.9, 0.9);
    }
    if (brush.chance(0.4)) {
      for (int drop = 0; drop < 22; drop++) {
        double x = brush.between(-50, 50);
        double y = brush.between(-50, 46);
        brush.line(new Color(225, 235, 245, 130), 0.8, x, y, x - 1.5, y + 5);
      }
    }
  }

  private static double edge(double width, int panel, int panels) {
    return -width * Math.cos(Math.PI * panel / panels);
  }

  static void coffeeMug(Brush brush) {
    Color glaze =
        brush.oneOf(0xF2EEE6, 0xC83A30, 0x2A4A7A, 0x3A7A6A, 0xE8B84A, 0x303236, 0x9CC0D0, 0xD88A6A);
    double half = brush.between(18, 22);
    double top = brush.between(-24, -16);
    double tilt = brush.between(4.5, 7.5);
    if (brush.chance(0.45)) {
      brush.shadow(0, 35, 40, 8);
      brush.ellipse(brush.near(0xE8E4DA, 12), 0, 32, 38, 8.5);
      brush.ellipse(new Color(150, 146, 140), 0, 31.6, 29, 5.6);
      brush.ellipse(brush.near(0xF2EEE6, 8), 0, 31, 28, 5);
    } else {
      brush.shadow(4, 32, half + 14, 6);
    }
    Shape handle = Brush.oval(half + 3, 5, 12, 14);
    brush.arc(Brush.lit(glaze, 0.62), 6.4, handle, -100, 215);
    brush.arc(Brush.lit(glaze, 0.92), 4.2, handle, -100, 215);
    Path2D body = new Path2D.Double();
    double base = half * brush.between(0.8, 1);
    body.moveTo(-half, top);
    body.lineTo(-base, 28);
    body.quadTo(0, 28 + 2 * tilt, base, 28);
    body.lineTo(half, top);
    body.closePath();
    brush.fill(glaze, body);
    Brush side = brush.within(body);
    switch (brush.random.nextInt(4)) {
      case 0 -> {
        Color band = brush.oneOf(0xF0E8D8, 0x2A3A5A, 0xC84030);
        side.curve(band, 4, -half, 4, 0, 4 + 2 * tilt, half, 4);
        side.curve(band, 2, -half, 11, 0, 11 + 2 * tilt, half, 11);
      }
      case 1 -> {
        Color heart = brush.oneOf(0xD83048, 0xF4ECE0);
        side.ellipse(heart, -3.4, 6, 4, 4);
        side.ellipse(heart, 3.4, 6, 4, 4);
        side.polygon(heart, -7, 7.6, 7, 7.6, 0, 16);
      }
      case 2 -> {
        Color dot = brush.oneOf(0xF4ECE0, 0xF0B840, 0x303848);
        for (int i = 0; i < 12; i++) {
          side.ellipse(dot, -half + 5 + i % 4 * 11, -6 + i / 4 * 11 + i % 2 * 4, 2.2, 2.4);
        }
      }
      default -> {}
    }
    side.fill(
        Brush.blend(new Color(255, 255, 255, 70), -half, 0, new Color(0, 0, 0, 120), half, 4),
        body);
    side.line(new Color(255, 255, 255, 130), 2, -half + 5, top + 12, -half + 6, 22);
    brush.ellipse(Brush.lit(glaze, 1.12), 0, top, half, tilt);
    brush.ellipse(Brush.lit(glaze, 0.6), 0, top + 0.4, half - 2, tilt - 1.3);
    brush.ellipse(brush.oneOf(0x3A2214, 0x5A3820, 0xA87848), 0, top + 1.4, half - 3, tilt - 2.2);
    if (brush.chance(0.6)) {
      for (int wisp = -1; wisp <= 1; wisp++) {
        double x = wisp * 8 + brush.between(-2, 2);
        brush.curve(new Color(255, 255, 255, 90), 2, x, top - 3, x + 5, top - 9, x, top - 14);
        brush.curve(new Color(255, 255, 255, 60), 2, x, top - 14, x - 5, top - 19, x, top - 23);
      }
    }
  }

  static void wallClock(Brush brush) {
    Color rim = brush.oneOf(0x2A2A2C, 0x7A4A28, 0xB0B4B8, 0xA82A2A, 0xC8A050, 0x2A5A6A);
    Color dial = brush.oneOf(0xF6F3EA, 0xF8F8F6, 0xEDE0C4);
    boolean dark = brush.chance(0.15);
    Color face = dark ? new Color(40, 42, 48) : dial;
    Color ink = dark ? dial : brush.oneOf(0x1C1C1E, 0x3A2A20, 0x1E2A44);
    brush.shadow(2, 4, 40, 40);
    brush.ellipse(
        Brush.blend(Brush.lit(rim, 1.4), -30, -30, Brush.lit(rim, 0.6), 30, 30), 0, 0, 40, 40);
    brush.ellipse(Brush.lit(rim, 0.55), 0, 0, 35.5, 35.5);
    brush.ellipse(Brush.blend(face, -20, -20, Brush.lit(face, 0.88), 30, 30), 0, 0, 34.5, 34.5);
    boolean blocks = brush.chance(0.5);
    for (int minute = 0; minute < 60; minute++) {
      Brush tick = brush.at(0, 0, 1, 1, minute * 6);
      if (minute % 5 == 0) {
        double length = minute % 15 == 0 ? 7 : 5;
        tick.line(ink, blocks ? 2.4 : 1.6, 0, -31, 0, -31 + length);
      } else if (minute % 2 == 0 || !blocks) {
        tick.line(Brush.clear(ink, 0.6), 0.5, 0, -31.5, 0, -30);
      }
    }
    double time = brush.between(0, 12);
    Brush hour = brush.at(0, 0, 1, 1, time * 30);
    hour.polygon(ink, -1.6, 4, 1.6, 4, 1.1, -17, 0, -19, -1.1, -17);
    Brush minute = brush.at(0, 0, 1, 1, time % 1 * 360);
    minute.polygon(ink, -1.2, 5, 1.2, 5, 0.8, -26, 0, -28, -0.8, -26);
    Brush second = brush.at(0, 0, 1, 1, brush.between(0, 360));
    second.line(brush.oneOf(0xD02A2A, 0xE07020), 0.8, 0, 7, 0, -28);
    brush.ellipse(ink, 0, 0, 2.4, 2.4);
    brush.arc(new Color(255, 255, 255, 90), 2.4, Brush.oval(0, 0, 30, 30), 110, 50);
  }
}
