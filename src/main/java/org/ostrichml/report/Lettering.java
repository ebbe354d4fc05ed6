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
  private static final String ELLIPSIS = "\u2026";

  private final TrueTypeFont font;

  Lettering() {
    try (InputStream file = PDFont.class.getResourceAsStream(FONT)) {
      font = new TTFParser().parse(new RandomAccessReadBuffer(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws {@code text} with its baseline at {@code y}. */
  synchronized void draw(Graphics2D canvas, String text, double x, double y, double size) {
    try {
      double scale = size / font.getUnitsPerEm();
      double at = x;
      for (char character : text.toCharArray()) {
        int glyph = glyph(character);
        GeneralPath outline = font.getGlyph().getGlyph(glyph).getPath();
        AffineTransform place = AffineTransform.getTranslateInstance(at, y);
        place.scale(scale, -scale);
        canvas.fill(place.createTransformedShape(outline));
        at += font.getAdvanceWidth(glyph) * scale;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How far {@code text} reaches. */
  synchronized double width(String text, double size) {
    try {
      double units = 0;
      for (char character : text.toCharArray()) {
        units += font.getAdvanceWidth(glyph(character));
      }
      return units * size / font.getUnitsPerEm();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code text}, or as much of its beginning as fits into {@code room} with an ellipsis. */
  String shorten(String text, double size, double room) {
    String shortened = text;
    for (int end = text.length(); end > 0 && width(shortened, size) > room; end--) {
      shortened = text.substring(0, end - 1).stripTrailing() + ELLIPSIS;
    }
    return shortened;
  }

  private int glyph(char character) throws IOException {
    int glyph = font.getUnicodeCmapLookup().getGlyphId(character);
    return glyph != 0 ? glyph : font.getUnicodeCmapLookup().getGlyphId(UNKNOWN);
  }
}
