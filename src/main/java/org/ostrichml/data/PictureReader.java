package org.ostrichml.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.ostrichml.OstrichException;

/** Reads a picture file as 8-bit RGB, as its samples are stored; checks the header first. */
final class PictureReader {
  private static final long MAX_BYTES = 1L << 30;
  private static final int MIN_SIDE = 2;
  private static final long MAX_PIXELS = 100_000_000;
  private static final String CONVERT = ": convert it to PNG or JPEG.";

  private PictureReader() {}

  static Picture read(Path path) {
    byte[] bytes = bytes(path);
    String format = format(path, bytes);
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    byte[] plain = format.equals("jpeg") ? withoutProfile(bytes) : bytes;
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(plain))) {
      reader.setInput(in, true, true);
      checkHeader(path, reader);
      return Orientation.upright(rgb(decode(reader)), Orientation.of(bytes));
    } catch (OstrichException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // The decoders throw both on a damaged file.
      throw new OstrichException(
          path
              + " cannot be decoded: it is damaged, cut short or of a rare kind;"
              + " save it anew as an 8-bit RGB PNG.",
          e);
    } finally {
      reader.dispose();
    }
  }

  private static byte[] bytes(Path path) {
    InputFiles.check(path);
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new OstrichException(path + " is larger than 1 GiB: scale it down first.");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new OstrichException(path + " cannot be read: check the disk.", e);
    }
  }

  /** The format by the file's first bytes; its name proves nothing. */
  private static String format(Path path, byte[] bytes) {
    String start = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      return "png";
    }
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return "jpeg";
    }
    if (start.startsWith("GIF8")) {
      return "gif";
    }
    if (start.startsWith("BM")) {
      return "bmp";
    }
    if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
      throw new OstrichException(path + " is a WebP picture" + CONVERT);
    }
    if (start.startsWith("ftyp", 4)) {
      throw new OstrichException(path + " is an AVIF or HEIC picture or a film" + CONVERT);
    }
    if (start.startsWith("II*\0") || start.startsWith("MM\0*")) {
      throw new OstrichException(path + " is a TIFF picture" + CONVERT);
    }
    throw new OstrichException(
        path + " is not a PNG, JPEG, BMP or GIF picture: convert it or name another file.");
  }

  /**
   * A JPEG file without its APP2 segments, which hold the colour profile: Java would convert the
   * samples by it, and which conversion it takes depends on how the file codes its colours.
   */
  private static byte[] withoutProfile(byte[] jpeg) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(jpeg.length);
    kept.write(jpeg, 0, 2);
    int at = 2;
    while (at + 4 <= jpeg.length && jpeg[at] == (byte) 0xFF && jpeg[at + 1] != (byte) 0xDA) {
      int length = 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
      if (at + length > jpeg.length) {
        break;
      }
      if (jpeg[at + 1] != (byte) 0xE2) {
        kept.write(jpeg, at, length);
      }
      at += length;
    }
    kept.write(jpeg, at, jpeg.length - at);
    return kept.toByteArray();
  }

  private static void checkHeader(Path path, ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    String size = path + " has " + width + "x" + height + " pixels, ";
    if (width < MIN_SIDE || height < MIN_SIDE) {
      throw new OstrichException(size + "too few to attack: give a larger picture.");
    }
    int most = Picture.MAX_SIDE;
    if (width > most || height > most || (long) width * height > MAX_PIXELS) {
      throw new OstrichException(
          size + "more than " + most + " a side or 100 million in all: scale it down first.");
    }
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (!types.hasNext()) {
      throw new IIOException("Unknown colour space");
    }
    ImageTypeSpecifier type = types.next();
    if (type.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
      throw new OstrichException(path + " is CMYK: convert it to RGB.");
    }
    if (type.getSampleModel().getSampleSize(0) > 8) {
      throw new OstrichException(path + " has 16 bits a channel: convert it to 8 bits.");
    }
  }

  private static BufferedImage decode(ImageReader reader) throws IOException {
    AtomicReference<String> damage = new AtomicReference<>();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (isDamage(warning)) {
            damage.set(warning);
          }
        });
    BufferedImage image = reader.read(0);
    if (damage.get() != null) {
      throw new IIOException(damage.get());
    }
    return image;
  }

  /** The JPEG decoder fills what is missing with grey and only warns; bytes too many do no harm. */
  private static boolean isDamage(String warning) {
    return warning.startsWith("Truncated File")
        || warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes");
  }

  /**
   * The stored samples over white. Samples are taken from the raster where the colour model allows:
   * through a grey colour space Java would apply a gamma to them.
   */
  private static Picture rgb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = new int[width * height];
    boolean plain = image.getColorModel() instanceof ComponentColorModel;
    int bands = image.getRaster().getNumBands();
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      if (!plain) { // A palette, or bit fields of sRGB: both exact.
        image.getRGB(0, y, width, 1, pixels, y * width, width);
        for (int at = y * width; at < (y + 1) * width; at++) {
          int argb = pixels[at];
          pixels[at] = overWhite(argb >>> 24, argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
        }
        continue;
      }
      image.getRaster().getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int at = x * bands;
        int alpha = bands % 2 == 0 ? row[at + bands - 1] : 255;
        int next = bands < 3 ? 0 : 1; // Grey is its own green and blue.
        pixels[y * width + x] = overWhite(alpha, row[at], row[at + next], row[at + 2 * next]);
      }
    }
    return new Picture(pixels, width, height);
  }

  private static int overWhite(int alpha, int red, int green, int blue) {
    return overWhite(alpha, red) << 16 | overWhite(alpha, green) << 8 | overWhite(alpha, blue);
  }

  private static int overWhite(int alpha, int sample) {
    return (sample * alpha + 255 * (255 - alpha) + 127) / 255;
  }
}
