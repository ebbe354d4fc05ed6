package faces;

import drawing.Brush;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Hair: what lies behind the head, and what lies on it. */
record Hair(Style style, Shade shade) {
  /** Ways to wear it. */
  enum Style {
    FRINGE,
    LONG,
    CURLY,
    BUN,
    SPIKY,
    BALD
  }

  /** Colours. */
  enum Shade {
    BLACK(0x28221F),
    BROWN(0x6B4428),
    BLOND(0xD9B566),
    RED(0xB4552A),
    GREY(0xA9A9AC);

    final int rgb;

    Shade(int rgb) {
      this.rgb = rgb;
    }
  }

  /** Paints what the head hides in part. */
  void paintBehind(Brush brush, Color colour, double width) {
    Color dark = Brush.lit(colour, 0.82);
    switch (style) {
      case FRINGE -> brush.box(dark, -width - 4, -24, 2 * width + 8, 47, 26);
      case LONG -> brush.box(dark, -width - 5, -26, 2 * width + 10, 72, 34);
      case BUN -> brush.ellipse(dark, 0, -Head.CROWN - 5, 9, 8);
      case CURLY -> curls(brush, dark, width, 3, 30, 8);
      case SPIKY, BALD -> {}
    }
  }

  /** Paints what lies on a head of that half width. */
  void paintOver(Brush brush, Color colour, double width) {
    switch (style) {
      case FRINGE -> cap(brush, colour, width, -4, -12);
      case LONG -> cap(brush, colour, width, 6, -29);
      case BUN -> cap(brush, colour, width, -9, -26);
      case CURLY -> curls(brush, colour, width, -13, 13, 6.5);
      case SPIKY -> spikes(brush, colour, width);
      case BALD -> {
        brush.ellipse(new Color(255, 255, 255, 50), -0.3 * width, -20, 6, 3);
        for (int side = -1; side <= 1; side += 2) {
          brush.ellipse(colour, side * width, -4, 2, 6);
        }
      }
    }
  }

  /** The hair between the crown and a hairline, drawn from the temples towards {@code forehead}. */
  private static void cap(Brush brush, Color colour, double width, double temple, double forehead) {
    Path2D cap = new Path2D.Double();
    cap.moveTo(-width - 1.5, temple);
    cap.curveTo(-width - 3.5, -42, width + 3.5, -42, width + 1.5, temple);
    cap.lineTo(width - 2.5, temple);
    cap.curveTo(0.9 * width, forehead, -0.9 * width, forehead, -width + 2.5, temple);
    brush.fill(colour, cap);
    strands(brush.within(cap), colour);
  }

  private static void strands(Brush brush, Color colour) {
    for (int i = 0; i < 14; i++) {
      double x = brush.between(-26, 26);
      brush.curve(
          Brush.clear(Brush.lit(colour, brush.chance(0.5) ? 0.75 : 1.3), 0.35),
          0.8,
          0.3 * x,
          -36,
          x,
          -26,
          1.1 * x,
          0);
    }
  }

  /** Round curls along an arch from ear to ear. */
  private static void curls(
      Brush brush, Color colour, double width, double foot, double height, double size) {
    for (int i = 0; i < 40; i++) {
      double angle = Math.PI * i / 39;
      brush.ellipse(
          Brush.lit(colour, brush.between(0.8, 1.2)),
          (width + 2) * Math.cos(angle) + brush.between(-1.5, 1.5),
          foot - height * Math.sin(angle) + brush.between(-1.5, 1.5),
          size * brush.between(0.6, 1),
          size * brush.between(0.6, 1));
    }
  }

  private static void spikes(Brush brush, Color colour, double width) {
    Path2D spikes = new Path2D.Double();
    spikes.moveTo(-width - 1, -8);
    int count = 7;
    for (int i = 0; i < count; i++) {
      double angle = Math.PI * (i + 0.5) / count;
      double valley = Math.PI * (i + 1) / count;
      spikes.lineTo(
          -(width + 5) * Math.cos(angle), -10 - 27 * Math.sin(angle) + brush.between(-1, 1));
      spikes.lineTo(-(width + 0.5) * Math.cos(valley), -8 - 20 * Math.sin(valley));
    }
    spikes.lineTo(width - 2.5, -8);
    spikes.curveTo(0.6 * width, -18, -0.6 * width, -18, -width + 2.5, -8);
    brush.fill(colour, spikes);
    strands(brush.within(spikes), colour);
  }
}
