package org.ostrichml.model;

import java.awt.Color;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ostrichml.OstrichException;

/** One colour for each class, for maps of classes; no two are the same. */
final class Palette {
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final float[] SATURATION = {0.75f, 0.45f, 0.9f};
  private static final float[] BRIGHTNESS = {0.95f, 0.7f, 0.45f};

  private Palette() {}

  /**
   * Reads colours written as {@code #70a0ff}, to {@code 0x70a0ff}.
   *
   * @param file where they stand, for the message
   * @throws OstrichException if one is no such colour, or stands there twice
   */
  static List<Integer> parse(List<String> colours, Path file) {
    Set<Integer> parsed = new LinkedHashSet<>();
    for (String colour : colours) {
      if (colour == null || !COLOUR.matcher(colour).matches()) {
        throw new OstrichException(
            "%s: \"colours\" must be a list as [\"#70a0ff\", \"#804040\"]; %s is no such colour."
                .formatted(file, colour));
      }
      if (!parsed.add(Integer.parseInt(colour.substring(1), 16))) {
        throw new OstrichException(
            "%s: \"colours\" has %s twice: give each class its own.".formatted(file, colour));
      }
    }
    return List.copyOf(parsed);
  }

  /** Writes colours as {@link #parse} reads them. */
  static List<String> format(List<Integer> colours) {
    return colours.stream().map("#%06x"::formatted).toList();
  }

  /**
   * Makes colours that differ in hue, those of neighbouring classes the most, and beyond a few in
   * saturation and brightness too.
   */
  static List<Integer> spread(int classes) {
    Set<Integer> colours = new LinkedHashSet<>();
    for (int i = 0; i < classes; i++) {
      float hue = (float) (i * GOLDEN % 1);
      int rgb = Color.HSBtoRGB(hue, SATURATION[i % 3], BRIGHTNESS[i / 3 % 3]) & 0xFFFFFF;
      while (!colours.add(rgb)) {
        rgb = rgb + 1 & 0xFFFFFF;
      }
    }
    return List.copyOf(colours);
  }
}
