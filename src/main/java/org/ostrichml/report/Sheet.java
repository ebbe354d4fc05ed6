package org.ostrichml.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.ostrichml.data.Picture;

/** Pictures on white ground, with what is to be said of them. */
final class Sheet {
  private static final int GAP = 12;
  private static final int MARGIN = 6;
  private static final int SMALLEST = 224;
  private static final int LINE = 18;
  private static final int TITLE = 12;
  private static final int TEXT = 14;
  private static final Lettering LETTERING = new Lettering();

  private Sheet() {}

  /**
   * A picture and what stands below it.
   *
   * @param title what it is
   * @param lines what else there is to say
   */
  record Panel(Picture picture, String title, List<Line> lines) {}

  /**
   * A line below a picture.
   *
   * @param text its end is left out where the line is too long
   * @param figure stands behind it in any case
   */
  record Line(String text, String figure) {}

  /** Pictures side by side, in the room that the first one takes. */
  static Picture row(List<Panel> panels) {
    Picture first = panels.get(0).picture();
    int side = Math.max(first.width(), first.height());
    int zoom = Math.max(1, (SMALLEST + side - 1) / side);
    int width = Math.max(SMALLEST, first.width() * zoom);
    int height = first.height() * zoom;
    int lines = panels.stream().mapToInt(panel -> panel.lines().size()).max().orElse(0);
    BufferedImage sheet =
        new BufferedImage(
            panels.size() * (width + GAP) + GAP,
            2 * GAP + height + LINE * (lines + 1) + MARGIN,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = sheet.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setColor(Color.BLACK);
    for (int i = 0; i < panels.size(); i++) {
      Panel panel = panels.get(i);
      int left = GAP + i * (width + GAP);
      Picture picture = panel.picture();
      int larger = Math.min(width / picture.width(), height / picture.height());
      canvas.drawImage(
          picture.image(), left, GAP, picture.width() * larger, picture.height() * larger, null);
      double baseline = GAP + height + LINE;
      LETTERING.draw(canvas, panel.title(), left, baseline, TITLE);
      for (Line line : panel.lines()) {
        baseline += LINE;
        String figure = line.figure().isEmpty() ? "" : " " + line.figure();
        double room = width - LETTERING.width(figure, TEXT);
        String text = LETTERING.shorten(line.text(), TEXT, room) + figure;
        LETTERING.draw(canvas, text, left, baseline, TEXT);
      }
    }
    canvas.dispose();
    return Picture.of(sheet);
  }
}
