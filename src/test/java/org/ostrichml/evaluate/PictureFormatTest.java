package org.ostrichml.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Picture;
import org.ostrichml.model.TargetModel;

class PictureFormatTest {
  private static final Bounds SIGNED = new Bounds(-1, 1);

  @TempDir Path folder;

  @Test
  void readsTheShapeOfTheInput() throws IOException {
    assertThat(of(12, -1, 2, 2, 3)).isEqualTo(new PictureFormat(2, 2, 3, true, Bounds.UNIT, false));
    assertThat(of(6, -1, 2, 3, 1)).isEqualTo(new PictureFormat(2, 3, 1, true, Bounds.UNIT, false));
    assertThat(of(6, -1, 2, 3)).isEqualTo(new PictureFormat(2, 3, 1, false, Bounds.UNIT, false));
    assertThat(of(12, -1, -1, -1, 3))
        .isEqualTo(new PictureFormat(-1, -1, 3, true, Bounds.UNIT, false));
  }

  @Test
  void refusesInputsThatAreNoPictures() {
    for (long[] shape : List.of(new long[] {-1, 4}, new long[] {-1, 2, 2, 4})) {
      assertThatThrownBy(() -> of(4, shape))
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("takes no pictures");
    }
  }

  @Test
  void coloursAreTheLastAxis() {
    PictureFormat format = new PictureFormat(1, 2, 3, true, SIGNED, false);

    Batch batch = format.batch(picture(2, 1, 0xFF0000, 0x00FFFF));

    assertThat(batch.shape()).containsExactly(1, 1, 2, 3);
    assertThat(batch.values()).containsExactly(1, -1, -1, -1, 1, 1);
    assertThat(rgb(format.picture(batch))).containsExactly(0xFF0000, 0x00FFFF);
  }

  /** ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B. */
  @Test
  void greyPicturesHaveOneChannelOrNoAxisForIt() {
    Picture picture = picture(2, 1, 0xFF0000, 0xFFFFFF);
    for (boolean axis : new boolean[] {true, false}) {
      PictureFormat format = new PictureFormat(1, 2, 1, axis, new Bounds(0, 255), false);
      Picture fitted = format.fit(picture);

      assertThat(rgb(fitted)).containsExactly(0x4C4C4C, 0xFFFFFF); // 0.299 * 255 = 76.2
      Batch batch = format.batch(fitted);
      assertThat(batch.shape())
          .containsExactly(axis ? new int[] {1, 1, 2, 1} : new int[] {1, 1, 2});
      assertThat(batch.values()).containsExactly(76, 255);
      assertThat(rgb(format.picture(batch))).containsExactly(0x4C4C4C, 0xFFFFFF);
    }
  }

  @Test
  void aFreeSizeIsThePicturesOwn() {
    Picture picture = picture(3, 2, 1, 2, 3, 4, 5, 6);

    assertThat(size(new PictureFormat(-1, -1, 3, true, SIGNED, false).fit(picture)))
        .containsExactly(3, 2);
    assertThat(size(new PictureFormat(5, -1, 3, true, SIGNED, false).fit(picture)))
        .containsExactly(3, 5);
    assertThat(size(new PictureFormat(-1, -1, 3, true, SIGNED, true).fit(picture)))
        .containsExactly(2, 2);
  }

  @Test
  void croppingComesBeforeResizing() {
    Picture picture = picture(4, 2, 9, 1, 2, 9, 9, 3, 4, 9);

    Picture cropped = new PictureFormat(2, 2, 3, true, SIGNED, true).fit(picture);
    Picture whole = new PictureFormat(2, 2, 3, true, SIGNED, false).fit(picture);

    assertThat(rgb(cropped)).containsExactly(1, 2, 3, 4);
    assertThat(rgb(whole)).isNotEqualTo(rgb(cropped));
  }

  @Test
  void valuesOutsideTheBoundsAreClipped() {
    PictureFormat format = new PictureFormat(1, 2, 1, true, SIGNED, false);

    assertThat(rgb(format.picture(new Batch(new float[] {-7, 1.5f}, 1, 1, 2, 1))))
        .containsExactly(0, 0xFFFFFF);
  }

  private PictureFormat of(int classes, long... shape) throws IOException {
    try (TargetModel model = TinyModel.load(folder, classes, shape)) {
      return PictureFormat.of(model, false);
    }
  }

  private static Picture picture(int width, int height, int... pixels) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    return Picture.of(image);
  }

  private static int[] size(Picture picture) {
    return new int[] {picture.width(), picture.height()};
  }

  private static int[] rgb(Picture picture) {
    int[] pixels = new int[picture.width() * picture.height()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = picture.rgb(i % picture.width(), i / picture.width()) & 0xFFFFFF;
    }
    return pixels;
  }
}
