package pictures;

import drawing.Brush;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Sailboats and hot-air balloons. */
final class Leisure {
  private static final int[] BRIGHT = {
    0xD8343A, 0xF0F0EC, 0x2F6FB8, 0xF0B428, 0x3F9A5A, 0x8A4AA0, 0xF07A28, 0x28A0A8
  };

  private Leisure() {}

  static void sailboat(Brush brush) {
    Color hull = brush.oneOf(0xF0EEE8, 0x8A4A2A, 0x24406A, 0xA82A2A, 0x2A2E34);
    Color cloth = brush.oneOf(0xF6F2E8, 0xF8F8F6, 0xE8D8B8, 0xD85040, 0xF0E0A0);
    Color jib = brush.chance(0.6) ? cloth : brush.oneOf(BRIGHT);
    brush.ellipse(new Color(10, 20, 40, 90), 0, 38, 34, 5);
    for (int i = 0; i < 7; i++) {
      brush.line(
          Brush.clear(cloth, 0.25),
          1.2,
          brush.between(-18, -4),
          40 + i * 2.4,
          brush.between(4, 22),
          40 + i * 2.4);
    }
    double mast = brush.between(-44, -38);
    brush.line(brush.oneOf(0x6A4A30, 0x8A8C90), 1.8, 0, mast, 0, 28);
    double swell = brush.between(5, 11);
    Path2D main = new Path2D.Double();
    main.moveTo(-1.6, mast + 2);
    main.quadTo(-20 - swell, 6, -27, 21);
    main.quadTo(-14, 24, -1.6, 22);
    main.closePath();
    brush.fill(Brush.blend(Brush.lit(cloth, 0.82), -26, 0, cloth, -4, 0), main);
    Brush inMain = brush.within(main);
    if (brush.chance(0.4)) {
      Color stripe = brush.oneOf(BRIGHT);
      inMain.box(stripe, -50, brush.between(-6, 4), 60, 5, 0);
      inMain.box(stripe, -50, brush.between(8, 14), 60, 4, 0);
    }
    for (double y = mast + 14; y < 22; y += 9) {
      inMain.line(Brush.clear(Brush.lit(cloth, 0.6), 0.7), 0.7, -34, y + 2, 0, y);
    }
    Path2D fore = new Path2D.Double();
    fore.moveTo(1.8, mast + 6);
    fore.quadTo(13 + swell / 2, 2, 27, 22);
    fore.quadTo(12, 25, 2.4, 20);
    fore.closePath();
    brush.fill(Brush.blend(jib, 2, 0, Brush.lit(jib, 0.8), 26, 0), fore);
    brush.line(new Color(60, 60, 60), 0.5, 0, mast, 30, 26);
    brush.polygon(brush.oneOf(0xD83030, 0x2F6FB8), 0, mast, -7, mast + 2, 0, mast + 4);

    Path2D boat = new Path2D.Double();
    boat.moveTo(-32, 27);
    boat.lineTo(37, 25);
    boat.quadTo(30, 38, 22, 39);
    boat.lineTo(-24, 39);
    boat.quadTo(-30, 37, -32, 27);
    brush.fill(Brush.blend(Brush.lit(hull, 1.1), 0, 25, Brush.lit(hull, 0.65), 0, 40), boat);
    brush.line(Brush.lit(brush.oneOf(BRIGHT), 0.9), 1.4, -30.6, 30, 34, 28.4);
    brush.box(Brush.lit(hull, 0.85), -14, 22, 16, 4.5, 1.5);
    for (int i = 0; i < 6; i++) {
      double x = brush.between(-30, 26);
      brush.curve(new Color(245, 250, 255, 170), 1, x, 39.5, x + 4, 37.5, x + 9, 39.5);
    }
  }

  static void hotAirBalloon(Brush brush) {
    Color one = brush.oneOf(BRIGHT);
    Color two = brush.oneOf(BRIGHT);
    Color three = brush.chance(0.5) ? one : brush.oneOf(BRIGHT);
    Path2D envelope = new Path2D.Double();
    envelope.moveTo(-6, 20);
    envelope.curveTo(-12, 8, -29, 0, -29, -16);
    envelope.curveTo(-29, -34, -15, -44, 0, -44);
    envelope.curveTo(15, -44, 29, -34, 29, -16);
    envelope.curveTo(29, 0, 12, 8, 6, 20);
    envelope.closePath();
    brush.fill(one, envelope);
    Brush silk = brush.within(envelope);
    Color[] gores = {two, one, three, one, two};
    for (int i = 0; i < gores.length; i++) {
      double width = 29 - 5.4 * i;
      Path2D gore = new Path2D.Double();
      gore.moveTo(-6 * width / 29, 20);
      gore.curveTo(-12 * width / 29, 8, -width, 0, -width, -16);
      gore.curveTo(-width, -36, -width * 0.45, -44, 0, -44);
      gore.curveTo(width * 0.45, -44, width, -36, width, -16);
      gore.curveTo(width, 0, 12 * width / 29, 8, 6 * width / 29, 20);
      gore.closePath();
      silk.fill(gores[i], gore);
    }
    if (brush.chance(0.45)) {
      double y = brush.between(-24, -12);
      Color belt = brush.oneOf(BRIGHT);
      silk.box(belt, -40, y, 80, 8, 0);
      for (double x = -26; x < 30; x += 8) {
        silk.polygon(two, x - 3, y + 4, x, y + 0.5, x + 3, y + 4, x, y + 7.5);
      }
    }
    silk.fill(
        Brush.blend(new Color(255, 255, 255, 90), -26, -30, new Color(0, 0, 20, 110), 28, 4),
        envelope);
    brush.outline(new Color(20, 20, 30, 80), 0.7, envelope);
    Color rope = new Color(70, 60, 50);
    for (double x : new double[] {-1, -0.35, 0.35, 1}) {
      brush.line(rope, 0.7, 6 * x, 20, 4.6 * x, 31);
    }
    if (brush.chance(0.6)) {
      brush.ellipse(new Color(255, 190, 60, 220), 0, 22, 1.5, 3.4);
    }
    Color wicker = brush.oneOf(0x8A5A30, 0xA87844, 0x6A4424);
    brush.ellipse(new Color(60, 44, 38), -1.5, 29, 1.5, 1.8);
    brush.ellipse(new Color(150, 100, 80), 2, 29, 1.5, 1.8);
    brush.box(
        Brush.blend(Brush.lit(wicker, 1.2), -5, 0, Brush.lit(wicker, 0.7), 5, 0), -5, 31, 10, 9, 2);
    for (double y = 33; y < 39; y += 2) {
      brush.line(Brush.clear(Brush.lit(wicker, 0.55), 0.8), 0.6, -5, y, 5, y);
    }
    brush.box(Brush.lit(wicker, 0.6), -5.6, 30.4, 11.2, 1.8, 1);
  }
}
