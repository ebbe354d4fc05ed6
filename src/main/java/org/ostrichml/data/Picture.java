package org.ostrichml.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.ostrichml.OstrichException;

/** An immutable picture of 8-bit RGB pixels. */
public final class Picture {
  /** The most pixels a side. */
  static final int MAX_SIDE = 16_384;

  private final int[] pixels;
  private final int width;
  private final int height;

  /** A picture over row-major pixels 0xRRGGBB, which nobody writes any more. */
  Picture(int[] pixels, int width, int height) {
    this.pixels = pixels;
    this.width = width;
    this.height = height;
  }

  /**
   * Reads a PNG, JPEG, BMP or GIF file (of an animation the first frame), turned upright by its
   * EXIF orientation, transparent pixels over white, grey and palette pictures as RGB. The samples
   * are taken as stored: embedded colour profiles and gamma are ignored, as TensorFlow does.
   *
   * @throws OstrichException if the file is missing, damaged or no such picture, is CMYK, has 16
   *     bits a channel, is smaller than 2x2, wider or taller than 16,384 or has more than 100
   *     million pixels
   */
  public static Picture read(Path path) {
    return PictureReader.read(path);
  }

  /** A copy of an image; transparent pixels lose their transparency. */
  public static Picture of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] &= 0xFFFFFF; // Without alpha, which would count as part of red.
    }
    return new Picture(pixels, width, height);
  }

  /**
   * The picture nearest to input values.
   *
   * @param hwc height x width x channels values, row-major; those outside the bounds are clipped
   * @param channels 3 (RGB) or 1 (grey)
   * @param bounds the values of black and white
   * @throws OstrichException if there are other than 1 or 3 channels
   * @throws IllegalArgumentException if the number of values is not height x width x channels
   */
  public static Picture of(float[] hwc, int height, int width, int channels, Bounds bounds) {
    checkChannels(channels);
    if (hwc.length != (long) height * width * channels) {
      throw new IllegalArgumentException(
          hwc.length + " values are no picture of " + height + "x" + width + "x" + channels);
    }
    int[] pixels = new int[height * width];
    for (int i = 0; i < pixels.length; i++) {
      int at = i * channels;
      int red = bounds.pixel(hwc[at]);
      int green = channels == 1 ? red : bounds.pixel(hwc[at + 1]);
      int blue = channels == 1 ? red : bounds.pixel(hwc[at + 2]);
      pixels[i] = red << 16 | green << 8 | blue;
    }
    return new Picture(pixels, width, height);
  }

  /** The number of pixels in a row. */
  public int width() {
    return width;
  }

  /** The number of rows. */
  public int height() {
    return height;
  }

  /** The pixel 0xRRGGBB in column {@code x} and row {@code y}, counted from the top left. */
  public int rgb(int x, int y) {
    return pixels[Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)];
  }

  /** A copy as {@link BufferedImage#TYPE_INT_RGB}. */
  public BufferedImage image() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    return image;
  }

  /**
   * This picture at another size, by the triangle filter with anti-aliasing: to the bit what
   * Pillow's {@code resize((width, height), Image.BILINEAR)} gives (within one grey level if it
   * becomes both wider and lower). The ratio of the sides is not kept.
   *
   * @throws OstrichException if a side is not within 1 to 16,384
   */
  public Picture resize(int width, int height) {
    if (width == this.width && height == this.height) {
      return this;
    }
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new OstrichException(
          "Pictures cannot be resized to " + width + "x" + height + ": ask for 1 to 16384 a side.");
    }
    int[] resized = TriangleFilter.resize(pixels, this.width, this.height, width, height);
    return new Picture(resized, width, height);
  }

  /** The largest square at the centre; of two middles the upper or left one. */
  public Picture cropCentre() {
    int side = Math.min(width, height);
    int left = (width - side) / 2;
    int top = (height - side) / 2;
    int[] square = new int[side * side];
    for (int y = 0; y < side; y++) {
      System.arraycopy(pixels, (top + y) * width + left, square, y * side, side);
    }
    return new Picture(square, side, side);
  }

  /**
   * The input values of the pixels: height x width x channels, row-major.
   *
   * @param channels 3 (RGB) or 1 (grey: 0.299 R + 0.587 G + 0.114 B, rounded to 8 bits)
   * @param bounds the values of black and white
   * @throws OstrichException if there are other than 1 or 3 channels
   */
  public float[] values(int channels, Bounds bounds) {
    checkChannels(channels);
    float[] values = new float[pixels.length * channels];
    for (int i = 0; i < pixels.length; i++) {
      int red = pixels[i] >> 16;
      int green = pixels[i] >> 8 & 0xFF;
      int blue = pixels[i] & 0xFF;
      if (channels == 1) {
        values[i] = bounds.value((299 * red + 587 * green + 114 * blue + 500) / 1000);
      } else {
        values[3 * i] = bounds.value(red);
        values[3 * i + 1] = bounds.value(green);
        values[3 * i + 2] = bounds.value(blue);
      }
    }
    return values;
  }

  /**
   * Writes this picture as an RGB PNG, which loses nothing, whole or not at all.
   *
   * @throws OstrichException if the name does not end in {@code .png} or the file cannot be written
   */
  public void write(Path png) {
    if (!png.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new OstrichException(
          "Cannot write " + png + ": pictures are written as PNG only; name it *.png.");
    }
    OutputFiles.write(png, this::encode);
  }

  /** This picture as the bytes of an RGB PNG, which loses nothing. */
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      encode(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void encode(OutputStream out) throws IOException {
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image(), "png", stream)) {
        throw new IOException("this Java has no PNG writer");
      }
    }
  }

  private static void checkChannels(int channels) {
    if (channels != 1 && channels != 3) {
      throw new OstrichException(
          "Pictures have 1 (grey) or 3 (RGB) channels, not "
              + channels
              + ": give the examples as .npy.");
    }
  }
}
