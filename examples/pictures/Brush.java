package pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Random;

/** Graphics with a random hand: one call a stroke, every chance drawn from one generator. */
final class Brush {
  private final Graphics2D graphics;
  final Random random;

  Brush(Graphics2D graphics, Random random) {
    this.graphics = graphics;
    this.random = random;
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /** A brush whose origin lies at (x, y) of this one, scaled, and turned clockwise by degrees. */
  Brush at(double x, double y, double scaleX, double scaleY, double degrees) {
    Graphics2D moved = (Graphics2D) graphics.create();
    moved.translate(x, y);
    moved.rotate(Math.toRadians(degrees));
    moved.scale(scaleX, scaleY);
    return new Brush(moved, random);
  }

  /** A brush that leans x by {@code x * y} and y by {@code y * x}, as a camera held aslant. */
  Brush sheared(double x, double y) {
    Graphics2D leaning = (Graphics2D) graphics.create();
    leaning.shear(x, y);
    return new Brush(leaning, random);
  }

  /** A brush that paints inside the shape only. */
  Brush within(Shape shape) {
    Graphics2D clipped = (Graphics2D) graphics.create();
    clipped.clip(shape);
    return new Brush(clipped, random);
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** One of the colours, a little off. */
  Color oneOf(int... rgb) {
    return near(rgb[random.nextInt(rgb.length)], 18);
  }

  /** The colour with brightness and each channel moved by up to {@code spread}. */
  Color near(int rgb, int spread) {
    double light = between(-spread, spread);
    return new Color(
        clamp((rgb >> 16 & 255) + light + between(-spread, spread) / 2),
        clamp((rgb >> 8 & 255) + light + between(-spread, spread) / 2),
        clamp((rgb & 255) + light + between(-spread, spread) / 2));
  }

  /** The colour times {@code factor}: below 1 darker, above 1 lighter. */
  static Color lit(Color colour, double factor) {
    return new Color(
        clamp(colour.getRed() * factor),
        clamp(colour.getGreen() * factor),
        clamp(colour.getBlue() * factor),
        colour.getAlpha());
  }

  static Color clear(Color colour, double opacity) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), clamp(255 * opacity));
  }

  private static int clamp(double channel) {
    return (int) Math.max(0, Math.min(255, Math.round(channel)));
  }

  /** A paint that runs from one colour at (x0, y0) to another at (x1, y1). */
  static Paint blend(Color from, double x0, double y0, Color to, double x1, double y1) {
    return new GradientPaint((float) x0, (float) y0, from, (float) x1, (float) y1, to);
  }

  void fill(Paint paint, Shape shape) {
    graphics.setPaint(paint);
    graphics.fill(shape);
  }

  void outline(Paint paint, double width, Shape shape) {
    graphics.setPaint(paint);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  void ellipse(Paint paint, double x, double y, double radiusX, double radiusY) {
    fill(paint, oval(x, y, radiusX, radiusY));
  }

  void box(Paint paint, double x, double y, double width, double height, double arc) {
    fill(paint, new RoundRectangle2D.Double(x, y, width, height, arc, arc));
  }

  void polygon(Paint paint, double... xy) {
    Path2D path = path(xy);
    path.closePath();
    fill(paint, path);
  }

  void line(Paint paint, double width, double... xy) {
    outline(paint, width, path(xy));
  }

  /** A line from (x0, y0) to (x1, y1), drawn towards (cx, cy). */
  void curve(
      Paint paint, double width, double x0, double y0, double cx, double cy, double x1, double y1) {
    outline(paint, width, new QuadCurve2D.Double(x0, y0, cx, cy, x1, y1));
  }

  void arc(Paint paint, double width, Shape oval, double start, double extent) {
    outline(paint, width, new Arc2D.Double(oval.getBounds2D(), start, extent, Arc2D.OPEN));
  }

  static Ellipse2D oval(double x, double y, double radiusX, double radiusY) {
    return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
  }

  static Path2D path(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    return path;
  }

  /** The soft dark patch under something that stands on the ground. */
  void shadow(double x, double y, double radiusX, double radiusY) {
    for (int ring = 4; ring > 0; ring--) {
      double size = 0.4 + 0.2 * ring;
      ellipse(new Color(0, 0, 0, 28), x, y, radiusX * size, radiusY * size);
    }
  }
}
