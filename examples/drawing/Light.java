package drawing;

import java.awt.image.BufferedImage;
import java.util.Random;

/** What the light and the camera do to a painted scene: fall-off, tint, contrast and grain. */
public final class Light {
  private Light() {}

  /** Lights a picture anew, in place. */
  public static void shine(BufferedImage picture, Random random) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);

    double angle = between(random, 0, 2 * Math.PI);
    double slope = between(random, 0, 0.28);
    double vignette = random.nextDouble() < 0.6 ? between(random, 0, 0.4) : 0;
    double contrast = between(random, 0.8, 1.12);
    double brightness = between(random, -14, 14);
    double warmth = between(random, -0.07, 0.07);
    double grain = between(random, 0.8, 4.2);
    double[] tint = {1 + warmth, 1 + between(random, -0.03, 0.03), 1 - warmth};

    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = 2.0 * x / (width - 1) - 1;
        double v = 2.0 * y / (height - 1) - 1;
        double light =
            1
                + slope * (u * Math.cos(angle) + v * Math.sin(angle))
                - vignette * (u * u + v * v) / 2;
        int grey = bell(random.nextInt());
        int speckle = random.nextInt();
        int packed = 0;
        for (int channel = 0; channel < 3; channel++) {
          double value = pixels[y * width + x] >> (16 - 8 * channel) & 255;
          value = (value - 128) * contrast + 128 + brightness;
          double noise = grey / 128.0 + (speckle >> 8 * channel & 255) / 128.0 - 1;
          value = value * light * tint[channel] + grain * noise;
          packed = packed << 8 | (int) Math.max(0, Math.min(255, Math.round(value)));
        }
        pixels[y * width + x] = packed;
      }
    }
    picture.setRGB(0, 0, width, height, pixels, 0, width);
  }

  /** The sum of the four bytes, about zero: close to a normal deviate of standard deviation 148. */
  private static int bell(int bits) {
    return (bits & 255) + (bits >> 8 & 255) + (bits >> 16 & 255) + (bits >>> 24) - 510;
  }

  private static double between(Random random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
