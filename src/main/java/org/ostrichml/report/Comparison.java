package org.ostrichml.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.Prediction;

/** Original, perturbation and adversarial picture side by side, with captions. */
public final class Comparison {
  private static final int GAP = 12;
  private static final int CAPTION = 78;
  private static final int SMALLEST = 224;
  private static final int LINE = 18;
  private static final int TITLE = 12;
  private static final int TEXT = 14;

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
    int side = Math.max(original.width(), original.height());
    int zoom = Math.max(1, (SMALLEST + side - 1) / side);
    int width = Math.max(SMALLEST, original.width() * zoom);
    int height = original.height() * zoom;
    BufferedImage sheet =
        new BufferedImage(
            3 * width + 4 * GAP, height + CAPTION + 2 * GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = sheet.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setColor(Color.BLACK);
    List<Picture> pictures = List.of(original, perturbation, adversarial);
    Lettering lettering = new Lettering();
    List<List<String>> captions =
        List.of(
            caption("original", before, lettering, width),
            List.of("perturbation", String.format(Locale.ROOT, "amplified %.3g times", factor)),
            caption("adversarial", after, lettering, width));
    for (int i = 0; i < pictures.size(); i++) {
      int left = GAP + i * (width + GAP);
      Picture picture = pictures.get(i);
      canvas.drawImage(
          picture.image(), left, GAP, picture.width() * zoom, picture.height() * zoom, null);
      for (int line = 0; line < captions.get(i).size(); line++) {
        double baseline = GAP + height + LINE * (line + 1);
        lettering.draw(canvas, captions.get(i).get(line), left, baseline, line == 0 ? TITLE : TEXT);
      }
    }
    canvas.dispose();
    return Picture.of(sheet);
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

  private static List<String> caption(
      String title, List<Prediction> predictions, Lettering lettering, int width) {
    List<String> lines = new ArrayList<>(List.of(title));
    for (Prediction prediction : predictions.subList(0, Math.min(3, predictions.size()))) {
      String percent = " " + Wording.percent(prediction.probability());
      double room = width - lettering.width(percent, TEXT);
      lines.add(lettering.shorten(prediction.label(), TEXT, room) + percent);
    }
    return lines;
  }
}
