package org.ostrichml.data;

/**
 * Resizes by the triangle filter, whose support widens with the reduction so that every source
 * pixel counts. The arithmetic (weights of 22 fractional bits, rounding to 8 bits between the two
 * passes) is that of Pillow's {@code Image.BILINEAR}, result for result. Rows always come first,
 * where Pillow takes columns first if a picture becomes both wider and lower.
 */
final class TriangleFilter {
  private static final int FRACTION_BITS = 22;
  private static final int HALF = 1 << (FRACTION_BITS - 1);

  private TriangleFilter() {}

  /** Resizes row-major pixels 0xRRGGBB. */
  static int[] resize(int[] pixels, int width, int height, int newWidth, int newHeight) {
    int[] columns = resizeRows(pixels, width, height, newWidth);
    return resizeRows(columns, height, newWidth, newHeight);
  }

  /** Resizes each row and returns the result transposed, so that columns lie as rows. */
  private static int[] resizeRows(int[] pixels, int width, int height, int newWidth) {
    double scale = (double) width / newWidth;
    double support = Math.max(1, scale);
    int[] transposed = new int[newWidth * height];
    for (int x = 0; x < newWidth; x++) {
      double centre = (x + 0.5) * scale;
      int from = Math.max(0, (int) (centre - support + 0.5));
      int to = Math.min(width, (int) (centre + support + 0.5));
      int[] weights = weights(centre, support, from, to);
      for (int y = 0; y < height; y++) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        int row = y * width + from;
        for (int i = 0; i < weights.length; i++) {
          int pixel = pixels[row + i];
          red += weights[i] * (pixel >> 16);
          green += weights[i] * (pixel >> 8 & 0xFF);
          blue += weights[i] * (pixel & 0xFF);
        }
        transposed[x * height + y] = eightBits(red) << 16 | eightBits(green) << 8 | eightBits(blue);
      }
    }
    return transposed;
  }

  private static int[] weights(double centre, double support, int from, int to) {
    double[] triangle = new double[to - from];
    double sum = 0;
    for (int i = 0; i < triangle.length; i++) {
      triangle[i] = Math.max(0, 1 - Math.abs(from + i - centre + 0.5) / support);
      sum += triangle[i];
    }
    int[] weights = new int[triangle.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (int) (0.5 + triangle[i] / sum * (1 << FRACTION_BITS));
    }
    return weights;
  }

  private static int eightBits(int fixedPoint) {
    return Math.min(255, fixedPoint >> FRACTION_BITS);
  }
}
