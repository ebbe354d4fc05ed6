package org.ostrichml.attack;

import java.util.SplittableRandom;

/**
 * An example as an image, values in the order of height, width and channels.
 *
 * @param height rows of pixels
 * @param width pixels of a row
 * @param channels values of a pixel
 */
record PixelGrid(int height, int width, int channels) {
  /** Part of the image: the pixels from {@code top} and {@code left} on. */
  record Window(int top, int left, int height, int width) {}

  /** An example of that shape; one row of pixels where it has no two axes of them. */
  static PixelGrid of(int[] shape) {
    return switch (shape.length) {
      case 3 -> new PixelGrid(shape[0], shape[1], shape[2]);
      case 2 -> new PixelGrid(shape[0], shape[1], 1);
      default -> {
        int size = 1;
        for (int axis : shape) {
          size *= axis;
        }
        yield new PixelGrid(1, size, 1);
      }
    };
  }

  /** The place of a value within its example. */
  int at(int row, int column, int channel) {
    return (row * width + column) * channels + channel;
  }

  /** How many values there are. */
  int size() {
    return height * width * channels;
  }

  /**
   * Any square that covers {@code share} of the image, all of them equally likely; a rectangle
   * where the square would be longer than a side.
   */
  Window window(double share, SplittableRandom random) {
    double area = share * height * width;
    double side = Math.sqrt(area);
    int tall = within(side > width ? area / width : side, height);
    int wide = within(side > height ? area / height : side, width);
    return new Window(
        random.nextInt(height - tall + 1), random.nextInt(width - wide + 1), tall, wide);
  }

  private static int within(double length, int longest) {
    return (int) Math.max(1, Math.min(longest, Math.rint(length)));
  }
}
