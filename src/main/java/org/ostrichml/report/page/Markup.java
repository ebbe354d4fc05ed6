package org.ostrichml.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.apache.commons.text.StringEscapeUtils;
import org.ostrichml.data.Picture;

/** What HTML is put together from. */
final class Markup {
  private Markup() {}

  /** Plain text as it stands in elements and in quoted attributes. */
  static String escape(String text) {
    return StringEscapeUtils.escapeXml10(text);
  }

  /** A format filled with texts, each of them escaped. */
  static String fill(String format, String... texts) {
    return format.formatted(Arrays.stream(texts).map(Markup::escape).toArray());
  }

  /** A picture as an address that holds all of it. */
  static String dataUri(Picture picture) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png());
  }

  /** A text file that comes with this package. */
  static String resource(String name) {
    try (InputStream file = Markup.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
