package org.ostrichml.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.Prediction;

class ComparisonTest {
  private static final int GAP = 12;
  private static final int LINE = 18;
  private static final int WHITE = 0xFFFFFF;

  /** The last two numbers are the size of each picture on the sheet. */
  @ParameterizedTest
  @CsvSource({"28,28,224,224", "96,96,288,288", "500,334,500,334", "10,40,60,240"})
  void picturesStandSideBySideOverTheirCaptions(int width, int height, int wide, int high) {
    Picture sheet =
        draw(plain(width, height, Color.RED), plain(width, height, Color.GREEN), "school bus");
    int column = Math.max(224, wide);

    assertThat(sheet.width()).isEqualTo(3 * column + 4 * GAP);
    int[] colours = {0xFF0000, 0x00FF00, 0x0000FF};
    for (int i = 0; i < 3; i++) {
      int left = GAP + i * (column + GAP);
      assertThat(pixel(sheet, left, GAP)).isEqualTo(colours[i]);
      assertThat(pixel(sheet, left + wide - 1, GAP + high - 1)).isEqualTo(colours[i]);
      assertThat(pixel(sheet, left - 1, GAP)).isEqualTo(WHITE);
      assertThat(pixel(sheet, left + wide, GAP)).isEqualTo(WHITE);
      assertThat(pixel(sheet, left, GAP + high)).isEqualTo(WHITE);
      int lines = i == 1 ? 2 : 4;
      for (int line = 0; line < 4; line++) {
        int top = GAP + high + 3 + line * LINE;
        assertThat(hasInk(sheet, left, top, column, LINE - 3))
            .as("column %d, line %d", i, line)
            .isEqualTo(line < lines);
      }
    }
  }

  @Test
  void aLongLabelLosesItsEndAndKeepsItsPercentage() {
    String label = "a very long label indeed that goes on and on";
    Lettering lettering = new Lettering();
    String shortened = lettering.shorten(label, 14, 100);

    assertThat(shortened).endsWith("\u2026").startsWith("a very long");
    assertThat(lettering.width(shortened, 14)).isBetween(80d, 100d);
    assertThat(lettering.shorten("bus", 14, 100)).isEqualTo("bus");

    Picture sheet = draw(plain(28, 28, Color.RED), plain(28, 28, Color.GREEN), label);
    for (int column = 1; column <= 3; column++) {
      int gap = column * (224 + GAP);
      assertThat(hasInk(sheet, gap, GAP + 224, GAP, 4 * LINE)).isFalse();
    }
  }

  /** Letters that the font lacks become question marks. */
  @Test
  void everyLabelCanBeWritten() {
    Picture sheet =
        draw(plain(28, 28, Color.RED), plain(28, 28, Color.GREEN), "\u9d35\u9ce5 \ud83d\ude00");

    assertThat(hasInk(sheet, GAP, GAP + 224 + 3 + LINE, 20, LINE - 3)).isTrue();
  }

  private static Picture draw(Picture original, Picture perturbation, String label) {
    List<Prediction> three =
        List.of(
            new Prediction(0, label, 0.9f),
            new Prediction(1, "b", 0.1f),
            new Prediction(2, "c", 0));
    Picture adversarial = plain(original.width(), original.height(), Color.BLUE);
    return Comparison.draw(original, three, perturbation, 15.9, adversarial, three);
  }

  private static Picture plain(int width, int height, Color colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(colour);
    canvas.fillRect(0, 0, width, height);
    canvas.dispose();
    return Picture.of(image);
  }

  private static int pixel(Picture picture, int x, int y) {
    return picture.rgb(x, y) & WHITE;
  }

  private static boolean hasInk(Picture sheet, int left, int top, int width, int height) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        if (pixel(sheet, x, y) != WHITE) {
          return true;
        }
      }
    }
    return false;
  }
}
