package street;

import drawing.Brush;
import java.awt.Color;

/** Passers-by: 84 units tall about the origin, which is 1.75 metres. */
final class People {
  private static final int[] SKIN = {0xF0C8A8, 0xD8A078, 0xA87048, 0x6A4430, 0xE8B890};
  private static final int[] HAIR = {0x2A2018, 0x5A3A20, 0xC8A060, 0x888078, 0x101014, 0x8A3A1C};
  private static final int[] CLOTHES = {
    0xC03038, 0x2A4A90, 0x2E7A4A, 0xE8C040, 0xE8E4DC, 0x282830, 0x7A3A80, 0xE07A30, 0x58A0C8,
    0x6A6050, 0xD888A0
  };
  private static final int[] TROUSERS = {
    0x2A3048, 0x3A4A70, 0x1E1E22, 0x6A5A48, 0x8A8478, 0x50382C
  };

  private People() {}

  static void person(Brush brush) {
    Color skin = brush.oneOf(SKIN);
    Color top = brush.oneOf(CLOTHES);
    Color trousers = brush.oneOf(brush.chance(0.7) ? TROUSERS : CLOTHES);
    double stride = brush.between(-9, 9);
    double wide = brush.between(0.9, 1.25);
    boolean skirt = brush.chance(0.25);
    brush.shadow(0, 42, 15, 3);
    leg(brush, Brush.lit(skirt ? skin : trousers, 0.82), -4 * wide, -stride);
    leg(brush, skirt ? skin : trousers, 4 * wide, stride);
    double swing = brush.between(-8, 8);
    arm(brush, Brush.lit(top, 0.8), skin, -11 * wide, -swing);
    double hem = skirt ? 18 : brush.between(2, 14);
    double flare = skirt ? 1.35 : 1;
    brush.polygon(
        Brush.blend(Brush.lit(top, 1.15), -10, 0, Brush.lit(top, 0.8), 10, 0),
        -11 * wide,
        -24,
        -7 * wide,
        -28,
        7 * wide,
        -28,
        11 * wide,
        -24,
        9 * wide * flare,
        hem,
        -9 * wide * flare,
        hem);
    if (brush.chance(0.3)) {
      Color stripe = brush.oneOf(CLOTHES);
      for (double y = -20; y < 0; y += 7) {
        brush.line(stripe, 2, -9 * wide, y, 9 * wide, y);
      }
    }
    arm(brush, Brush.lit(top, 1.05), skin, 11 * wide, swing);
    if (brush.chance(0.3)) {
      brush.box(brush.oneOf(0x6A4028, 0x303034, 0xA03030), 9 * wide, -2, 9, 13, 3);
    }
    head(brush, skin);
  }

  private static void leg(Brush brush, Color cloth, double hip, double step) {
    double knee = hip + step * 0.5;
    double foot = hip + step;
    brush.line(cloth, 8.4, hip, 2, knee, 19);
    brush.line(cloth, 6.8, knee, 19, foot, 38);
    brush.line(new Color(36, 30, 28), 5, foot, 40, foot + 4, 40);
  }

  private static void arm(Brush brush, Color sleeve, Color skin, double shoulder, double swing) {
    brush.line(sleeve, 6, shoulder, -23, shoulder + swing * 0.4, -8, shoulder + swing, 5);
    brush.ellipse(skin, shoulder + swing, 6, 3, 3);
  }

  private static void head(Brush brush, Color skin) {
    brush.line(Brush.lit(skin, 0.85), 5, 0, -30, 0, -27);
    Color hair = brush.oneOf(HAIR);
    if (brush.chance(0.35)) {
      brush.ellipse(hair, 0, -34, 7.6, 8.4);
      brush.box(hair, -7, -35, 14, 10, 5);
    }
    brush.ellipse(skin, 0, -35, 6.2, 7);
    brush.polygon(hair, -6.6, -35, -5.5, -40, 0, -43, 5.5, -40, 6.6, -35, 3, -38, -3, -38);
    if (brush.chance(0.2)) {
      Color hat = brush.oneOf(CLOTHES);
      brush.ellipse(hat, 0, -39.5, 10, 2);
      brush.box(hat, -6, -45, 12, 6, 3);
    }
    brush.ellipse(new Color(30, 24, 22), -2.3, -35, 0.9, 1);
    brush.ellipse(new Color(30, 24, 22), 2.3, -35, 0.9, 1);
  }
}
