package org.ostrichml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;

class PictureReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif"})
  void losslessFormatsGiveTheirPixels(String format) throws IOException {
    // Java's own reader loses the last rows of an interlaced GIF of fewer than five.
    BufferedImage image = new BufferedImage(3, 5, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x123456);
    image.setRGB(2, 4, 0xFEDCBA);

    Picture picture = read(encode(image, format));

    assertThat(picture.width()).isEqualTo(3);
    assertThat(picture.height()).isEqualTo(5);
    assertThat(picture.rgb(0, 0)).isEqualTo(0x123456);
    assertThat(picture.rgb(1, 1)).isZero();
    assertThat(picture.rgb(2, 4)).isEqualTo(0xFEDCBA);
  }

  @Test
  void greySamplesAreTakenWithoutGamma() throws IOException {
    BufferedImage image = new BufferedImage(256, 2, BufferedImage.TYPE_BYTE_GRAY);
    for (int level = 0; level < 256; level++) {
      image.getRaster().setSample(level, 0, 0, level);
    }

    Picture picture = read(encode(image, "png"));

    for (int level = 0; level < 256; level++) {
      assertThat(picture.rgb(level, 0)).isEqualTo(level * 0x010101);
    }
  }

  @Test
  void greyWithAlphaIsComposedOverWhite() throws IOException {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    BufferedImage image =
        new BufferedImage(model, model.createCompatibleWritableRaster(2, 2), false, null);
    image.getRaster().setPixel(0, 0, new int[] {100, 255});
    image.getRaster().setPixel(1, 0, new int[] {100, 51});

    Picture picture = read(encode(image, "png"));

    assertThat(picture.rgb(0, 0)).isEqualTo(100 * 0x010101);
    assertThat(picture.rgb(1, 0)).isEqualTo(224 * 0x010101); // 100 / 5 + 255 * 4 / 5
    assertThat(picture.rgb(0, 1)).isEqualTo(0xFFFFFF);
  }

  @Test
  void transparentPixelsAreComposedOverWhite() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00FF0000);
    image.setRGB(1, 0, 0x33FF0000);
    image.setRGB(2, 0, 0xFFFF0000);

    Picture picture = read(encode(image, "png"));

    assertThat(picture.rgb(0, 0)).isEqualTo(0xFFFFFF);
    assertThat(picture.rgb(1, 0)).isEqualTo(0xFFCCCC); // 255 * 4 / 5 = 204
    assertThat(picture.rgb(2, 0)).isEqualTo(0xFF0000);
  }

  /** Four quadrants R G / B W are stored; the tag says where row 0 and column 0 belong. */
  @ParameterizedTest
  @CsvSource({
    "1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,BRWG", "7,WGBR", "8,GWRB", "0,RGBW",
    "9,RGBW"
  })
  void theExifOrientationIsApplied(int orientation, String upright) throws IOException {
    byte[] jpeg = withSegment(encode(quadrants(), "jpg"), 0xE1, exif(orientation));

    Picture picture = read(jpeg);

    boolean turned = orientation >= 5 && orientation <= 8;
    assertThat(picture.width()).isEqualTo(turned ? 32 : 64);
    assertThat(picture.height()).isEqualTo(turned ? 64 : 32);
    int right = picture.width() - 1;
    int bottom = picture.height() - 1;
    assertThat(
            name(picture.rgb(0, 0))
                + name(picture.rgb(right, 0))
                + name(picture.rgb(0, bottom))
                + name(picture.rgb(right, bottom)))
        .isEqualTo(upright);
  }

  @Test
  void anEmbeddedProfileDoesNotChangeTheSamples() throws IOException {
    byte[] plain = encode(quadrants(), "jpg");
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    profile.writeBytes("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1));
    profile.writeBytes(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
    byte[] tagged = withSegment(plain, 0xE2, profile.toByteArray());

    assertThat(read(tagged).values(3, Bounds.UNIT))
        .containsExactly(read(plain).values(3, Bounds.UNIT));
  }

  @Test
  void ofAnAnimationTheFirstFrameIsRead() throws IOException {
    // Pillow: 2x2 pixels, a red frame, then a blue one.
    byte[] gif =
        Base64.getDecoder()
            .decode(
                "R0lGODdhAgACAIEAAP8AAAAAAAAAAAAAACwAAAAAAgACAAAIBgABCAQQEAAh+QQBAAABACwAAAAAAgAC"
                    + "AIEAAP8AAAAAAAAAAAAIBgABCAQQEAA7");

    assertThat(read(gif).rgb(1, 1)).isEqualTo(0xFF0000);
  }

  @Test
  void cmykIsRefused() {
    // Pillow: Image.new("CMYK", (2, 2)).save(..., "JPEG", quality=1).
    byte[] jpeg =
        Base64.getDecoder()
            .decode(
                "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwD/////////////////////////////////////////////////"
                    + "/////////////////////////////////////8AAFAgAAgACBEMRAE0RAFkRAEsRAP/EAB8AAAEF"
                    + "AQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFB"
                    + "BhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RV"
                    + "VldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrC"
                    + "w8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwCSpKkq"
                    + "Sv/Z");

    assertRefused(jpeg, "is CMYK: convert it to RGB.");
  }

  @ParameterizedTest
  @CsvSource({
    "20000,10,8,20000x10 pixels",
    "10,16385,8,10x16385 pixels",
    "16384,16384,8,100 million",
    "1,1,8,1x1 pixels",
    "1,2,8,1x2 pixels",
    "2,2,16,16 bits a channel"
  })
  void theHeaderAloneIsEnoughToRefuse(int width, int height, int depth, String complaint) {
    assertRefused(pngHeader(width, height, depth), complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "hello,is not a PNG",
    "RIFFxxxxWEBPVP8,WebP",
    "xxxxftypavif,AVIF or HEIC",
    "GIF89a,cannot be decoded",
    "BMxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,cannot be decoded"
  })
  void whatIsNoReadablePictureIsRefused(String content, String complaint) {
    assertRefused(content.getBytes(StandardCharsets.ISO_8859_1), complaint);
  }

  @Test
  void filesThatHoldNothingAreRefused() {
    assertRefused(new byte[0], "is empty");
    assertThatThrownBy(() -> Picture.read(folder))
        .isInstanceOf(OstrichException.class)
        .hasMessage(folder + " is a folder: name a file.");
    assertThatThrownBy(() -> Picture.read(folder.resolve("missing.png")))
        .isInstanceOf(OstrichException.class)
        .hasMessage(folder.resolve("missing.png") + " does not exist: check the path.");
  }

  /** A cut behind the last pixel does no harm; any other must not pass as a picture. */
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void aCutFileIsRefusedOrGivesAllItsPixels(String format) throws IOException {
    byte[] whole = encode(quadrants().getSubimage(24, 8, 16, 16), format);
    float[] pixels = read(whole).values(3, Bounds.UNIT);
    for (int length = 1; length < whole.length; length++) {
      Path cut = write(Arrays.copyOf(whole, length));
      Throwable refusal =
          catchThrowable(
              () -> assertThat(Picture.read(cut).values(3, Bounds.UNIT)).containsExactly(pixels));
      if (refusal != null || length <= whole.length / 2) {
        assertThat(refusal).isInstanceOf(OstrichException.class).hasMessageContaining("picture");
      }
    }
  }

  @Test
  void bytesTooManyInAJpegDoNoHarm() throws IOException {
    byte[] jpeg = encode(quadrants(), "jpg");
    byte[] padded = Arrays.copyOf(jpeg, jpeg.length + 3);
    System.arraycopy(jpeg, jpeg.length - 2, padded, jpeg.length + 1, 2);
    padded[jpeg.length - 2] = 0;
    padded[jpeg.length - 1] = 0;
    padded[jpeg.length] = 0;

    assertThat(read(padded).values(3, Bounds.UNIT))
        .containsExactly(read(jpeg).values(3, Bounds.UNIT));
  }

  private void assertRefused(byte[] bytes, String complaint) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining(folder.resolve("picture").toString())
        .hasMessageContaining(complaint)
        .message()
        .hasLineCount(1);
  }

  private Picture read(byte[] bytes) throws IOException {
    return Picture.read(write(bytes));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("picture"), bytes);
  }

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static BufferedImage quadrants() {
    BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
    for (int i = 0; i < 4; i++) {
      graphics.setColor(colours[i]);
      graphics.fillRect(i % 2 * 32, i / 2 * 16, 32, 16);
    }
    graphics.dispose();
    return image;
  }

  private static String name(int rgb) {
    boolean red = (rgb >> 16) > 127;
    boolean green = (rgb >> 8 & 0xFF) > 127;
    boolean blue = (rgb & 0xFF) > 127;
    return red && green && blue ? "W" : red ? "R" : green ? "G" : blue ? "B" : "?";
  }

  private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    return ByteBuffer.allocate(jpeg.length + content.length + 4)
        .put(jpeg, 0, 2)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static byte[] exif(int orientation) {
    return ByteBuffer.allocate(32)
        .put("Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1))
        .putShort((short) 42)
        .putInt(8) // The directory follows, with one entry:
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  private static byte[] pngHeader(int width, int height, int depth) {
    ByteBuffer png = ByteBuffer.allocate(33 + 12);
    png.put("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1)).putInt(13);
    png.put("IHDR".getBytes(StandardCharsets.ISO_8859_1)).putInt(width).putInt(height);
    png.put((byte) depth).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
    CRC32 crc = new CRC32();
    crc.update(png.array(), 12, 17);
    png.putInt((int) crc.getValue());
    png.putInt(0).put("IDAT".getBytes(StandardCharsets.ISO_8859_1)).putInt(0x35AF061E);
    return png.array();
  }
}
