package faces;

import drawing.Brush;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/**
 * The head without what is in it. The origin of a face lies between its eyes, and a unit is a pixel
 * of a face that is neither near nor far.
 *
 * @param ears their size; 1 is usual
 * @param freckled whether there are freckles on nose and cheeks
 */
record Head(Build build, Skin skin, double ears, boolean freckled) {
  /** The height of the crown above the eyes. */
  static final double CROWN = 28;

  /** Outlines of a head. */
  enum Build {
    OVAL(22, 13, 33),
    ROUND(25, 19, 30),
    SQUARE(22.5, 24, 32),
    LONG(20, 13, 36),
    HEART(24, 6, 34);

    /** Half the width at the eyes. */
    final double width;

    /** How far out the jaw pulls the outline. */
    final double jaw;

    /** The height of the chin below the eyes. */
    final double chin;

    Build(double width, double jaw, double chin) {
      this.width = width;
      this.jaw = jaw;
      this.chin = chin;
    }

    Shape outline() {
      Path2D outline = new Path2D.Double();
      outline.moveTo(0, -CROWN);
      outline.curveTo(width * 0.75, -CROWN, width, -16, width, -2);
      outline.curveTo(width, 0.6 * chin, jaw, chin, 0, chin);
      outline.curveTo(-jaw, chin, -width, 0.6 * chin, -width, -2);
      outline.curveTo(-width, -16, -width * 0.75, -CROWN, 0, -CROWN);
      return outline;
    }
  }

  /** Tones of skin. */
  enum Skin {
    FAIR(0xF2CFB4),
    OLIVE(0xD9A97C),
    BROWN(0xAA744C),
    DARK(0x734A33);

    final int rgb;

    Skin(int rgb) {
      this.rgb = rgb;
    }
  }

  /** Paints ears and face, lit from one side. */
  void paint(Brush brush, Color tone) {
    for (int side = -1; side <= 1; side += 2) {
      double x = side * (build.width + 0.5);
      brush.ellipse(Brush.lit(tone, 0.93), x, 4, 3.4 * ears, 5.6 * ears);
      brush.ellipse(Brush.clear(Brush.lit(tone, 0.6), 0.6), x, 4, 1.5 * ears, 3 * ears);
    }
    double light = brush.between(-1, 1);
    double depth = brush.between(0.05, 0.3);
    brush.fill(
        Brush.blend(
            Brush.lit(tone, 1 + 0.3 * depth),
            -build.width * light,
            -20 * (1 - Math.abs(light)),
            Brush.lit(tone, 1 - depth),
            build.width * light,
            30),
        build.outline());
    brush.outline(Brush.clear(Brush.lit(tone, 0.55), 0.7), 0.8, build.outline());
    cheeks(brush, tone);
  }

  private void cheeks(Brush brush, Color tone) {
    Color blush = Brush.clear(new Color(200, 60, 50), brush.between(0.04, 0.16));
    for (int side = -1; side <= 1; side += 2) {
      brush.ellipse(blush, side * 0.58 * build.width, 11, 5, 3.6);
      for (int i = 0; freckled && i < 11; i++) {
        brush.ellipse(
            Brush.clear(Brush.lit(tone, 0.58), 0.85),
            side * brush.between(3, 0.85 * build.width),
            brush.between(6.5, 13),
            0.75,
            0.7);
      }
    }
  }
}
