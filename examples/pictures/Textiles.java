package pictures;

import static pictures.PictureArtist.SIZE;

import drawing.Brush;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Prayer rugs and window screens: the pictures that are all pattern. */
final class Textiles {
  private Textiles() {}

  static void prayerRug(Brush brush) {
    double half = brush.between(24, 28);
    Color ground = brush.oneOf(0x8E1F28, 0x6E1A2A, 0x1F3A6A, 0x2A5A40, 0xA03A1E);
    Color band = brush.oneOf(0x1E2A4A, 0xC49A4A, 0x4A1820, 0x24483A);
    Color thread = brush.oneOf(0xE8D49A, 0xF0E4C8, 0xD8B060);
    brush.box(new Color(0, 0, 0, 70), -half + 1.5, -38, 2 * half + 1, 79, 1);
    for (double x = -half + 1; x < half; x += 2) {
      double sway = brush.between(-0.8, 0.8);
      brush.line(thread, 0.8, x, -38, x + sway, -42.5);
      brush.line(thread, 0.8, x, 38, x + sway, 42.5);
    }
    double[] inset = {0, 2, 3.4, 9.5, 11};
    Color[] rings = {Brush.lit(ground, 0.75), thread, band, thread, ground};
    for (int i = 0; i < inset.length; i++) {
      brush.box(
          rings[i],
          -half + inset[i],
          -39 + inset[i],
          2 * (half - inset[i]),
          2 * (39 - inset[i]),
          0);
    }
    border(brush, half - 6.4, 32.6, thread, ground);

    double w = half - 12;
    Path2D niche = new Path2D.Double();
    niche.moveTo(-w, 27);
    niche.lineTo(-w, -8);
    niche.curveTo(-w, -16, -4, -17, 0, -27);
    niche.curveTo(4, -17, w, -16, w, -8);
    niche.lineTo(w, 27);
    niche.closePath();
    Color field = brush.oneOf(0xB83A34, 0x2F5A8A, 0x3F7A54, 0xD0A860, 0x7A2430);
    for (int side = -1; side <= 1; side += 2) {
      flower(brush, side * (w - 2.5), -22.5, 2.6, thread, band);
    }
    brush.fill(field, niche);
    brush.outline(thread, 1.3, niche);
    Brush inside = brush.within(niche);
    inside.line(thread, 0.8, 0, -26, 0, -13);
    inside.polygon(thread, -3, -9, 0, -14, 3, -9, 2, -4, -2, -4);
    inside.ellipse(ground, 0, -8, 1.3, 2);
    double top = brush.between(2, 8);
    for (int petal = 0; petal < 8; petal++) {
      Brush turned = inside.at(0, top + 4, 1, 1, 45 * petal);
      turned.ellipse(petal % 2 == 0 ? thread : band, 0, -5, 1.6, 4);
    }
    inside.ellipse(ground, 0, top + 4, 2.2, 2.2);
    for (int side = -1; side <= 1; side += 2) {
      inside.line(thread, 1, side * (w - 2), 27, side * (w - 2), -6);
      for (double y = -4; y < 26; y += 7) {
        inside.polygon(
            band,
            side * (w - 5),
            y,
            side * (w - 7),
            y + 2.5,
            side * (w - 5),
            y + 5,
            side * (w - 3.2),
            y + 2.5);
      }
    }
    for (int i = 0; i < 50; i++) {
      double y = brush.between(-38, 38);
      brush.line(new Color(0, 0, 0, 30), 0.6, -half, y, brush.between(-half, half), y);
    }
  }

  private static void border(Brush brush, double x, double y, Color thread, Color core) {
    for (int i = 0; i < 8; i++) {
      double across = -x + 2 * x * i / 7;
      flower(brush, across, -y, 2.2, thread, core);
      flower(brush, across, y, 2.2, thread, core);
    }
    for (int i = 1; i < 10; i++) {
      double down = -y + 2 * y * i / 10;
      flower(brush, -x, down, 2.2, thread, core);
      flower(brush, x, down, 2.2, thread, core);
    }
  }

  private static void flower(
      Brush brush, double x, double y, double size, Color petals, Color core) {
    brush.polygon(petals, x - size, y, x, y - size, x + size, y, x, y + size);
    brush.ellipse(core, x, y, size * 0.4, size * 0.4);
  }

  /** Fine wire mesh before a garden out of focus; it covers the room but for the frame. */
  static void windowScreen(Brush brush) {
    Color far = brush.oneOf(0x9CC0DC, 0x7F9C6A, 0xC8D0D4, 0x5C6C74, 0xD0B890);
    brush.box(
        Brush.blend(Brush.lit(far, 1.15), 0, -48, Brush.lit(far, 0.75), 0, 48),
        -90,
        -90,
        180,
        180,
        0);
    for (int blob = 0; blob < 9; blob++) {
      Color colour = brush.oneOf(0x5A8A4A, 0x3F6A3A, 0x8AA86A, 0xA89078, 0xD8C0A8, 0x88A8C8);
      double x = brush.between(-SIZE / 2.0, SIZE / 2.0);
      double y = brush.between(-20, SIZE / 2.0);
      double size = brush.between(8, 20);
      for (int ring = 6; ring > 0; ring--) {
        brush.ellipse(Brush.clear(colour, 0.17), x, y, size * ring / 5, size * ring / 6);
      }
    }
    double pitch = brush.between(3.6, 6.2);
    Color wire = brush.oneOf(0x24282A, 0x4A4E50, 0x303430, 0xC8C8C4);
    double width = brush.between(0.7, 1.2);
    double bulge = brush.between(-4, 4);
    for (double at = -90; at < 90; at += pitch) {
      brush.curve(Brush.clear(wire, 0.85), width, at, -90, at + bulge, 0, at, 90);
      brush.curve(Brush.clear(wire, 0.85), width, -90, at, 0, at + bulge, 90, at);
    }
    if (brush.chance(0.3)) {
      Brush fly =
          brush.at(brush.between(-25, 25), brush.between(-25, 25), 1, 1, brush.between(0, 360));
      fly.ellipse(new Color(210, 220, 225, 150), -2, 1, 2.6, 1.2);
      fly.ellipse(new Color(210, 220, 225, 150), 2, 1, 2.6, 1.2);
      fly.ellipse(new Color(25, 25, 28), 0, 0, 1.3, 2.6);
    }
    frame(brush);
  }

  private static void frame(Brush brush) {
    Color frame = brush.oneOf(0xECEAE4, 0x8A6242, 0x54585C, 0xC8B898, 0x3A3430);
    double left = brush.between(-46, -34);
    double top = brush.between(-46, -34);
    double right = brush.between(34, 46);
    double bottom = brush.between(34, 46);
    Path2D border = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    border.append(new Rectangle2D.Double(-90, -90, 180, 180), false);
    border.append(new Rectangle2D.Double(left, top, right - left, bottom - top), false);
    brush.fill(
        Brush.blend(Brush.lit(frame, 1.05), -48, -48, Brush.lit(frame, 0.8), 48, 48), border);
    brush.outline(
        Brush.lit(frame, 0.55), 1.2, new Rectangle2D.Double(left, top, right - left, bottom - top));
    brush.outline(
        Brush.clear(Brush.lit(frame, 0.7), 0.8),
        0.8,
        new Rectangle2D.Double(left - 5, top - 5, right - left + 10, bottom - top + 10));
    if (brush.chance(0.4)) {
      double bar = brush.between(-12, 12);
      brush.box(Brush.lit(frame, 0.9), bar, top, 3, bottom - top, 0);
    }
  }
}
