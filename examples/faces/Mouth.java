package faces;

import drawing.Brush;
import java.awt.Color;
import java.awt.geom.Path2D;

/**
 * A mouth.
 *
 * @param width half of it
 * @param lips their thickness
 */
record Mouth(double width, double lips) {
  static final double NARROW = 5.6;
  static final double BROAD = 9.2;
  static final double THIN = 1;
  static final double FULL = 2.4;

  /** Paints the mouth of a face with the chin at that height below the eyes. */
  void paint(Brush brush, Mood mood, Color skin, double chin) {
    double middle = 14 + 0.36 * (chin - 14);
    double half = width * (1 + 0.12 * mood.smile());
    double corner = middle - 1.6 * mood.smile();
    double drop = 4.5 * mood.open();
    Color red = new Color(178, 62, 66);
    Color lip = Brush.clear(red, 0.35 + 0.2 * lips / FULL);
    Color inside = mood.open() > 0 ? new Color(90, 24, 28) : Brush.lit(skin, 0.42);

    Path2D lower = new Path2D.Double();
    lower.moveTo(-half, corner);
    lower.quadTo(0, middle + 1.6 * mood.smile() - 1.4 * lips, half, corner);
    lower.quadTo(0, middle + 2.4 * mood.smile() + 2 * lips + 2 * drop, -half, corner);
    brush.fill(lip, lower);

    Path2D gap = new Path2D.Double();
    gap.moveTo(-half, corner);
    gap.quadTo(0, middle + 2 * mood.smile(), half, corner);
    gap.quadTo(0, middle + 2 * mood.smile() + 2 * drop, -half, corner);
    brush.fill(inside, gap);
    if (mood.open() > 0.3) {
      brush
          .within(gap)
          .box(
              new Color(240, 238, 230),
              -half * 0.7,
              middle - 3 + mood.smile(),
              1.4 * half,
              2 + drop * 0.5,
              1);
    }
    brush.outline(inside, 0.9, gap);
  }
}
