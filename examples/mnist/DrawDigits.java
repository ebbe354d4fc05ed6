package mnist;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Draws digits as MNIST has them: white on black, within 20 of 28 pixels, centred by mass. The same
 * seed gives the same picture.
 */
final class DrawDigits {
  private static final int SIZE = MnistInThreeLayers.SIZE;
  private static final int FIVES = 4;
  private static final int OTHERS = 2;

  /** Where the pen goes in a square of 20: M moves, L draws a line and C a cubic curve. */
  private static final List<String> STROKES =
      List.of(
          "M 11 1 C 4 1 2 19 9 19 C 17 19 18 1 10 1",
          "M 10 1 L 10 19",
          "M 4 5 C 5 0 15 0 15 6 C 15 11 6 15 3 18 C 8 16 11 19 17 18",
          "M 4 3 C 8 0 16 1 14 5 C 13 8 10 9 8 9 C 14 9 17 14 13 17 C 10 20 5 19 3 17",
          "M 5 2 C 4 6 3 9 4 11 C 8 12 12 11 16 10 M 14 2 C 13 8 12 13 12 19",
          "M 15 2 L 7 2 C 6 5 6 7 5 9 C 10 7 15 9 15 13 C 15 19 7 20 4 17",
          "M 12 1 C 6 5 3 12 5 16 C 7 20 14 20 14 15 C 14 10 7 10 5 15",
          "M 3 3 C 8 2 12 2 16 3 C 13 8 10 13 9 19",
          "M 14 4 C 12 0 5 1 6 5 C 7 9 15 11 14 16 C 13 20 5 20 5 15 C 5 11 13 9 14 4",
          "M 14 6 C 12 0 4 2 4 7 C 4 12 12 11 14 5 C 14 10 13 15 12 19");

  private DrawDigits() {}

  /** Writes samples of all digits to the folder that the first argument names. */
  public static void main(String[] arguments) throws IOException {
    writeSamples(Path.of(arguments[0]));
  }

  /** Writes {@code samples/5_1.png} and so on, and {@code samples.csv} with their labels. */
  static void writeSamples(Path folder) throws IOException {
    Path samples = Files.createDirectories(folder.resolve("samples"));
    StringBuilder table = new StringBuilder();
    for (int digit = 0; digit < STROKES.size(); digit++) {
      for (int i = 1; i <= (digit == 5 ? FIVES : OTHERS); i++) {
        String name = "%d_%d.png".formatted(digit, i);
        ImageIO.write(draw(digit, i), "png", samples.resolve(name).toFile());
        table.append("samples/%s,%d\n".formatted(name, digit));
      }
    }
    Files.writeString(folder.resolve("samples.csv"), table);
  }

  /** Draws a digit with the hand that the seed gives. */
  static BufferedImage draw(int digit, long seed) {
    Random random = new Random(new SplittableRandom(seed * STROKES.size() + digit).nextLong());
    Path2D pen = pen(STROKES.get(digit), random);
    double slant = between(random, 0, 0.25);
    double breadth = between(random, 0.9, 1.1);
    pen.transform(new AffineTransform(breadth, 0, -slant, 1, 0, 0));
    float width = (float) between(random, 1.9, 2.7);
    double scale =
        (20 - width) / Math.max(pen.getBounds2D().getHeight(), pen.getBounds2D().getWidth());
    pen.transform(AffineTransform.getScaleInstance(scale, scale));
    pen.transform(
        AffineTransform.getTranslateInstance(
            SIZE / 2.0 - pen.getBounds2D().getCenterX(),
            SIZE / 2.0 - pen.getBounds2D().getCenterY()));
    double[] mass = centreOfMass(paint(pen, width));
    pen.transform(AffineTransform.getTranslateInstance(SIZE / 2.0 - mass[0], SIZE / 2.0 - mass[1]));
    return paint(pen, width);
  }

  /** Reads strokes; no point is quite where it should be. */
  private static Path2D pen(String strokes, Random random) {
    Path2D pen = new Path2D.Double();
    Scanner scanner = new Scanner(strokes);
    while (scanner.hasNext()) {
      char kind = scanner.next().charAt(0);
      double[] at = new double[kind == 'C' ? 6 : 2];
      for (int i = 0; i < at.length; i++) {
        at[i] = scanner.nextInt() + between(random, -0.6, 0.6);
      }
      switch (kind) {
        case 'M' -> pen.moveTo(at[0], at[1]);
        case 'L' -> pen.lineTo(at[0], at[1]);
        default -> pen.curveTo(at[0], at[1], at[2], at[3], at[4], at[5]);
      }
    }
    return pen;
  }

  private static BufferedImage paint(Path2D pen, float width) {
    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(pen);
    graphics.dispose();
    return picture;
  }

  /** The centre of all light, in pixels from the top left corner. */
  private static double[] centreOfMass(BufferedImage picture) {
    int[] light = picture.getRaster().getSamples(0, 0, SIZE, SIZE, 0, (int[]) null);
    double[] centre = new double[2];
    double total = 0;
    for (int i = 0; i < light.length; i++) {
      centre[0] += light[i] * (i % SIZE + 0.5);
      centre[1] += light[i] * (i / SIZE + 0.5);
      total += light[i];
    }
    return new double[] {centre[0] / total, centre[1] / total};
  }

  private static double between(Random random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
