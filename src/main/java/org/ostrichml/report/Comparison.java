package org.ostrichml.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.Prediction;

/** Original, perturbation and adversarial picture side by side, with captions. */
public final class Comparison {
  private static final int LISTED = 3;

  private Comparison() {}

  /**
   * One picture of three.
   *
   * @param before the most probable classes of the original
   * @param factor by how much the perturbation is amplified
   * @param after the most probable classes of the adversarial picture
   */
  public static Picture draw(
      Picture original,
      List<Prediction> before,
      Picture perturbation,
      double factor,
      Picture adversarial,
      List<Prediction> after) {
    return Sheet.row(
        List.of(
            new Sheet.Panel(original, "original", lines(before)),
            new Sheet.Panel(
                perturbation,
                "perturbation",
                List.of(
                    new Sheet.Line(
                        String.format(Locale.ROOT, "amplified %.3g times", factor), ""))),
            new Sheet.Panel(adversarial, "adversarial", lines(after))));
  }

  /**
   * One picture of three.
   *
   * @param before the most probable classes of the photo
   * @param sticker what it wears, alone
   * @param after the most probable classes of the photo that wears it
   */
  public static Picture worn(
      Picture photo,
      List<Prediction> before,
      Picture sticker,
      Picture worn,
      List<Prediction> after) {
    return Sheet.row(
        List.of(
            new Sheet.Panel(photo, "photo", lines(before)),
            new Sheet.Panel(sticker, "sticker", List.of()),
            new Sheet.Panel(worn, "worn", lines(after))));
  }

  /** Pictures below each other, in the middle of a white sheet. */
  public static Picture column(List<Picture> sheets) {
    int width = sheets.stream().mapToInt(Picture::width).max().orElseThrow();
    int height = sheets.stream().mapToInt(Picture::height).sum();
    BufferedImage column = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = column.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, width, height);
    int top = 0;
    for (Picture sheet : sheets) {
      canvas.drawImage(sheet.image(), (width - sheet.width()) / 2, top, null);
      top += sheet.height();
    }
    canvas.dispose();
    return Picture.of(column);
  }

  private static List<Sheet.Line> lines(List<Prediction> predictions) {
    return predictions.stream()
        .limit(LISTED)
        .map(each -> new Sheet.Line(each.label(), Wording.percent(each.probability())))
        .toList();
  }
}
