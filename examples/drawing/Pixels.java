package drawing;

import java.awt.image.BufferedImage;

/** Pictures as numbers. */
public final class Pixels {
  private Pixels() {}

  /** Red, green and blue from 0 to 1, pixel by pixel, written from {@code offset} on. */
  public static void write(BufferedImage picture, float[] into, int offset) {
    int[] packed = packed(picture);
    for (int i = 0; i < packed.length; i++) {
      into[offset + 3 * i] = (packed[i] >> 16 & 255) / 255f;
      into[offset + 3 * i + 1] = (packed[i] >> 8 & 255) / 255f;
      into[offset + 3 * i + 2] = (packed[i] & 255) / 255f;
    }
  }

  /** Each pixel as {@code 0xRRGGBB}, row by row. */
  public static int[] packed(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] packed = picture.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < packed.length; i++) {
      packed[i] &= 0xFFFFFF;
    }
    return packed;
  }
}
