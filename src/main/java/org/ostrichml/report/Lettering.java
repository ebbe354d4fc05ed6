package org.ostrichml.report;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * Writes text onto pictures with a font of its own, so that it works where Java finds no fonts.
 * Safe for use by several threads.
 */
final class Lettering {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final char UNKNOWN = '?';

  private final TrueTypeFont font;

  Lettering() {
    try (InputStream file = PDFont.class.getResourceAsStream(FONT)) {
      font = new TTFParser().parse(new RandomAccessReadBuffer(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws {@code text} with its baseline at {@code y}, cut off where {@code width} ends. */
  synchronized void draw(
      Graphics2D canvas, String text, double x, double y, double size, double width) {
    try {
      double scale = size / font.getUnitsPerEm();
      double at = x;
      for (char character : text.toCharArray()) {
        int glyph = font.getUnicodeCmapLookup().getGlyphId(character);
        if (glyph == 0) {
          glyph = font.getUnicodeCmapLookup().getGlyphId(UNKNOWN);
        }
        double advance = font.getAdvanceWidth(glyph) * scale;
        if (at + advance > x + width) {
          return;
        }
        GeneralPath outline = font.getGlyph().getGlyph(glyph).getPath();
        AffineTransform place = AffineTransform.getTranslateInstance(at, y);
        place.scale(scale, -scale);
        canvas.fill(place.createTransformedShape(outline));
        at += advance;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
