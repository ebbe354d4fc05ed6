package org.ostrichml.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The 8-bit samples of a picture, read by Java alone. */
public record Pixels(int width, int height, int[] rgb) {
  public static Pixels read(Path file) {
    try {
      return of(ImageIO.read(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Pixels of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] samples = new int[width * height * 3];
    int[] packed = image.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < packed.length; i++) {
      samples[3 * i] = packed[i] >> 16 & 0xFF;
      samples[3 * i + 1] = packed[i] >> 8 & 0xFF;
      samples[3 * i + 2] = packed[i] & 0xFF;
    }
    return new Pixels(width, height, samples);
  }

  /** The largest difference of two samples. */
  public int farthest(Pixels other) {
    assertThat(other.rgb.length).isEqualTo(rgb.length);
    int farthest = 0;
    for (int i = 0; i < rgb.length; i++) {
      farthest = Math.max(farthest, Math.abs(rgb[i] - other.rgb[i]));
    }
    return farthest;
  }

  /** The samples as input values: 0 becomes {@code lower}, 255 {@code upper}. */
  public float[] values(float lower, float upper) {
    float[] values = new float[rgb.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (lower + ((double) upper - lower) * rgb[i] / 255);
    }
    return values;
  }
}
