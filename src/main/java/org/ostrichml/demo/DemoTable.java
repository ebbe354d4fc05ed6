package org.ostrichml.demo;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.WordUtils;

/** Claims beside what was measured, as text for a terminal. */
public final class DemoTable {
  private static final int WIDTH = 86;
  private static final String INDENT = " ".repeat(14);

  private DemoTable() {}

  /** One claim, its lines parted by line feeds. */
  public static String of(Finding.Row row) {
    return Stream.of(
            row.name() + "  " + row.claim(),
            line("article", row.article()),
            line("measured", row.measured()),
            line("claim", row.holds() ? "holds" : "does not hold"),
            "    again     " + String.join("\n" + INDENT, row.commands()))
        .collect(Collectors.joining("\n"));
  }

  private static String line(String name, String text) {
    return "    %-10s".formatted(name) + WordUtils.wrap(text, WIDTH, "\n" + INDENT, false);
  }
}
