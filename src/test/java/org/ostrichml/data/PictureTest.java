package org.ostrichml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;

class PictureTest {
  private static final Bounds GREY_LEVELS = new Bounds(0, 255);

  @TempDir Path folder;

  @Test
  void imagesOfEveryKindGiveTheirColours() {
    int[] kinds = {
      BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_3BYTE_BGR
    };
    for (int kind : kinds) {
      BufferedImage image = new BufferedImage(2, 1, kind);
      image.setRGB(0, 0, 0xFFFF0080);
      image.setRGB(1, 0, 0xFF00FF00);

      Picture picture = Picture.of(image);

      assertThat(picture.rgb(0, 0)).isEqualTo(0xFF0080);
      assertThat(picture.values(3, new Bounds(0, 255))).containsExactly(255, 0, 128, 0, 255, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,1", "-1,1", "0,255"})
  void valuesOnTheGridSurviveThePngUnchanged(String range) {
    Bounds bounds = Bounds.parse(range);
    float[] values = new float[16 * 16 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = bounds.value(i % 256);
    }
    Path png = folder.resolve("grid.png");

    Picture.of(values, 16, 16, 3, bounds).write(png);

    assertThat(Picture.read(png).values(3, bounds)).containsExactly(values);
  }

  @Test
  void oneChannelIsGrey() {
    float[] values = {0, 100, 255, 7, 128, 9};

    Picture picture = Picture.of(values, 2, 3, 1, GREY_LEVELS);

    assertThat(picture.rgb(1, 0)).isEqualTo(0x646464);
    assertThat(picture.rgb(0, 1)).isEqualTo(0x070707);
    assertThat(picture.values(1, GREY_LEVELS)).containsExactly(values);
  }

  @Test
  void colourBecomesGreyByItsLuma() {
    Picture primaries = new Picture(new int[] {0xFF0000, 0x00FF00, 0x0000FF}, 3, 1);

    // 255 times 0.299, 0.587 and 0.114: 76.2, 149.7 and 29.1.
    assertThat(primaries.values(1, GREY_LEVELS)).containsExactly(76, 150, 29);
  }

  @Test
  void valuesLieRowByRowAndRedFirst() {
    Picture picture = new Picture(new int[] {0x010203, 0x040506, 0x070809, 0x0A0B0C}, 2, 2);

    assertThat(picture.values(3, GREY_LEVELS))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void otherChannelCountsAreRefused() {
    assertThatThrownBy(() -> Picture.of(new float[8], 2, 2, 2, Bounds.UNIT))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("not 2");
    assertThatThrownBy(() -> new Picture(new int[4], 2, 2).values(4, Bounds.UNIT))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("not 4");
  }

  @Test
  void theCropIsTheCentralSquare() {
    Picture wide = new Picture(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5, 2);
    Picture high = new Picture(new int[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 4);

    assertThat(pixels(wide.cropCentre())).containsExactly(2, 3, 7, 8);
    assertThat(pixels(high.cropCentre())).containsExactly(3, 4, 5, 6);
  }

  @Test
  void theImageIsACopy() {
    Picture picture = new Picture(new int[] {0x123456}, 1, 1);
    BufferedImage image = picture.image();
    assertThat(image.getRGB(0, 0)).isEqualTo(0xFF123456);

    image.setRGB(0, 0, 0);

    assertThat(picture.rgb(0, 0)).isEqualTo(0x123456);
  }

  @Test
  void onlyPngIsWritten() {
    Path jpg = folder.resolve("lossy.jpg");

    assertThatThrownBy(() -> new Picture(new int[4], 2, 2).write(jpg))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("lossy.jpg")
        .hasMessageContaining("*.png");
    assertThat(jpg).doesNotExist();
  }

  @Test
  void writingMakesMissingFolders() {
    Path png = folder.resolve("a/b/c.PNG");

    new Picture(new int[4], 2, 2).write(png);

    assertThat(Files.exists(png)).isTrue();
  }

  @Test
  void resizedPixelsAreThoseOfPillow() {
    // numpy.random.default_rng(1).integers(0, 256, (5, 7)) and Pillow's
    // Image.fromarray(.).resize((3, 4), Image.BILINEAR), mode L.
    int[] source = {
      121, 131, 193, 243, 8, 36, 210, 242, 63, 79, 222, 108, 69, 211, 65, 104, 164, 140, 21, 7, 221,
      192, 214, 137, 209, 84, 115, 201, 31, 77, 31, 116, 250, 34, 98
    };
    int[] expected = {138, 154, 101, 119, 128, 110, 154, 137, 117, 86, 129, 112};

    Picture resized = grey(source, 7, 5).resize(3, 4);

    assertThat(pixels(resized)).containsExactly(pixels(grey(expected, 3, 4)));
  }

  @Test
  void aConstantPictureStaysConstantAtEverySize() {
    for (int level : new int[] {0, 1, 128, 254, 255}) {
      int[] levels = new int[37 * 23];
      Arrays.fill(levels, level);
      for (int size : new int[] {1, 2, 5, 22, 64, 301}) {
        assertThat(pixels(grey(levels, 37, 23).resize(size, size + 1)))
            .containsOnly(level * 0x010101);
      }
    }
  }

  @Test
  void aRampStaysARamp() {
    int[] ramp = new int[64 * 64];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = 4 * (i % 64);
    }

    Picture halved = grey(ramp, 64, 64).resize(32, 16);
    Picture doubled = grey(ramp, 64, 64).resize(128, 128);

    for (int x = 1; x < 31; x++) { // Pixel x of the half covers 2x and 2x + 1.
      assertThat(halved.rgb(x, 7) & 0xFF).isEqualTo(8 * x + 2);
    }
    for (int x = 1; x < 127; x++) { // Pixel x of the double lies at (x + 0.5) / 2 - 0.5.
      assertThat(doubled.rgb(x, 7) & 0xFF).isEqualTo(2 * x - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void anIntegralReductionKeepsTheMean(int factor) {
    // Noise inside a border that is too wide for the cut-off filters at the edges to see it.
    int side = 24 * factor;
    int[] noise = new int[side * side];
    Random random = new Random(7);
    double mean = 0;
    for (int i = 0; i < noise.length; i++) {
      int edge = Math.min(Math.min(i % side, i / side), side - 1 - Math.max(i % side, i / side));
      noise[i] = edge < 2 * factor ? 90 : random.nextInt(256);
      mean += noise[i] / (double) noise.length;
    }

    double reduced = 0;
    for (int pixel : pixels(grey(noise, side, side).resize(24, 24))) {
      reduced += (pixel & 0xFF) / (24.0 * 24);
    }

    assertThat(reduced).isCloseTo(mean, offset(0.1));
  }

  @Test
  void aSizeWithoutPixelsOrBeyondTheLimitIsRefused() {
    Picture picture = new Picture(new int[4], 2, 2);

    assertThatThrownBy(() -> picture.resize(0, 5)).isInstanceOf(OstrichException.class);
    assertThatThrownBy(() -> picture.resize(5, 16_385)).isInstanceOf(OstrichException.class);
    assertThat(picture.resize(2, 2)).isSameAs(picture);
  }

  private static Picture grey(int[] levels, int width, int height) {
    return new Picture(
        Arrays.stream(levels).map(level -> level * 0x010101).toArray(), width, height);
  }

  private static int[] pixels(Picture picture) {
    BufferedImage image = picture.image();
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, picture.width());
    return Arrays.stream(pixels).map(pixel -> pixel & 0xFFFFFF).toArray();
  }
}
