package drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Transparency;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Graphics with a random hand: one call a stroke, every chance drawn from one generator. A brush
 * may draw the same shapes, without soft edges, on a map that tells what is where.
 */
public final class Brush {
  private static final int COVERING = 128;

  private final Graphics2D graphics;
  private final Graphics2D map;

  /** Where every chance comes from. */
  public final Random random;

  private Brush(Graphics2D graphics, Graphics2D map, Random random) {
    this.graphics = graphics;
    this.map = map;
    this.random = random;
  }

  /** A brush for the whole of a picture; the same seed gives the same strokes. */
  public static Brush on(BufferedImage picture, long seed) {
    // Neighbouring seeds start neighbouring streams in Random; the mixer parts them.
    Random random = new Random(new SplittableRandom(seed).nextLong());
    Graphics2D graphics = graphics(picture);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return new Brush(graphics, null, random);
  }

  private static Graphics2D graphics(BufferedImage picture) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return graphics;
  }

  /** A brush that draws what covers more than it lets through on a map as well, all in black. */
  public Brush mapping(BufferedImage onto) {
    return new Brush(graphics, graphics(onto), random).marking(0);
  }

  /** A brush that draws on the map in the colour {@code rgb}. */
  public Brush marking(int rgb) {
    Graphics2D marked = (Graphics2D) map.create();
    marked.setColor(new Color(rgb));
    return new Brush(graphics, marked, random);
  }

  /** A brush whose origin lies at (x, y) of this one, scaled, and turned clockwise by degrees. */
  public Brush at(double x, double y, double scaleX, double scaleY, double degrees) {
    return changed(
        moved -> {
          moved.translate(x, y);
          moved.rotate(Math.toRadians(degrees));
          moved.scale(scaleX, scaleY);
        });
  }

  /** A brush that leans x by {@code x * y} and y by {@code y * x}, as a camera held aslant. */
  public Brush sheared(double x, double y) {
    return changed(leaning -> leaning.shear(x, y));
  }

  /** A brush that paints inside the shape only. */
  public Brush within(Shape shape) {
    return changed(clipped -> clipped.clip(shape));
  }

  private Brush changed(Consumer<Graphics2D> change) {
    Graphics2D changed = (Graphics2D) graphics.create();
    change.accept(changed);
    Graphics2D changedMap = null;
    if (map != null) {
      changedMap = (Graphics2D) map.create();
      change.accept(changedMap);
    }
    return new Brush(changed, changedMap, random);
  }

  public double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** One of the colours, a little off. */
  public Color oneOf(int... rgb) {
    return near(rgb[random.nextInt(rgb.length)], 18);
  }

  /** The colour with brightness and each channel moved by up to {@code spread}. */
  public Color near(int rgb, int spread) {
    double light = between(-spread, spread);
    return new Color(
        clamp((rgb >> 16 & 255) + light + between(-spread, spread) / 2),
        clamp((rgb >> 8 & 255) + light + between(-spread, spread) / 2),
        clamp((rgb & 255) + light + between(-spread, spread) / 2));
  }

  /** The colour times {@code factor}: below 1 darker, above 1 lighter. */
  public static Color lit(Color colour, double factor) {
    return new Color(
        clamp(colour.getRed() * factor),
        clamp(colour.getGreen() * factor),
        clamp(colour.getBlue() * factor),
        colour.getAlpha());
  }

  public static Color clear(Color colour, double opacity) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), clamp(255 * opacity));
  }

  private static int clamp(double channel) {
    return (int) Math.max(0, Math.min(255, Math.round(channel)));
  }

  /** A paint that runs from one colour at (x0, y0) to another at (x1, y1). */
  public static Paint blend(Color from, double x0, double y0, Color to, double x1, double y1) {
    return new GradientPaint((float) x0, (float) y0, from, (float) x1, (float) y1, to);
  }

  public void fill(Paint paint, Shape shape) {
    graphics.setPaint(paint);
    graphics.fill(shape);
    if (covers(paint)) {
      map.fill(shape);
    }
  }

  public void outline(Paint paint, double width, Shape shape) {
    BasicStroke stroke =
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    graphics.setPaint(paint);
    graphics.setStroke(stroke);
    graphics.draw(shape);
    if (covers(paint)) {
      map.setStroke(stroke);
      map.draw(shape);
    }
  }

  private boolean covers(Paint paint) {
    return map != null
        && (paint instanceof Color colour
            ? colour.getAlpha() >= COVERING
            : paint.getTransparency() == Transparency.OPAQUE);
  }

  public void ellipse(Paint paint, double x, double y, double radiusX, double radiusY) {
    fill(paint, oval(x, y, radiusX, radiusY));
  }

  public void box(Paint paint, double x, double y, double width, double height, double arc) {
    fill(paint, new RoundRectangle2D.Double(x, y, width, height, arc, arc));
  }

  public void polygon(Paint paint, double... xy) {
    Path2D path = path(xy);
    path.closePath();
    fill(paint, path);
  }

  public void line(Paint paint, double width, double... xy) {
    outline(paint, width, path(xy));
  }

  /** A line from (x0, y0) to (x1, y1), drawn towards (cx, cy). */
  public void curve(
      Paint paint, double width, double x0, double y0, double cx, double cy, double x1, double y1) {
    outline(paint, width, new QuadCurve2D.Double(x0, y0, cx, cy, x1, y1));
  }

  public void arc(Paint paint, double width, Shape oval, double start, double extent) {
    outline(paint, width, new Arc2D.Double(oval.getBounds2D(), start, extent, Arc2D.OPEN));
  }

  public static Ellipse2D oval(double x, double y, double radiusX, double radiusY) {
    return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
  }

  public static Path2D path(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    return path;
  }

  /** The soft dark patch under something that stands on the ground. */
  public void shadow(double x, double y, double radiusX, double radiusY) {
    for (int ring = 4; ring > 0; ring--) {
      double size = 0.4 + 0.2 * ring;
      ellipse(new Color(0, 0, 0, 28), x, y, radiusX * size, radiusY * size);
    }
  }
}
