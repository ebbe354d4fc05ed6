package street;

import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * The mist that hangs in all streets: everything is nearer to its colour than it would be on a
 * clear day.
 */
final class Mist {
  private Mist() {}

  /** Veils a picture, which keeps a third to a half of its contrasts. */
  static void veil(BufferedImage picture, Random random) {
    double clear = between(random, 0.33, 0.5);
    double light = between(random, 90, 180);
    double[] mist = {
      light + between(random, -12, 12),
      light + between(random, -8, 8),
      light + between(random, -12, 12)
    };
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y);
        int veiled = 0;
        for (int channel = 0; channel < 3; channel++) {
          double value = rgb >> (16 - 8 * channel) & 255;
          veiled = veiled << 8 | (int) Math.round(mist[channel] + clear * (value - mist[channel]));
        }
        picture.setRGB(x, y, veiled);
      }
    }
  }

  private static double between(Random random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
