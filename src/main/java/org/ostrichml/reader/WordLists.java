package org.ostrichml.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the lists of words beside this class: {@code key: entry, entry, ..}, a line that begins
 * with a space going on with the line before, and {@code #} for remarks.
 */
final class WordLists {
  private WordLists() {}

  /** The lists of one file, by key, in the file's order. */
  static Map<String, List<String>> read(String file) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (String line : text(file).replace("\n ", " ").split("\n")) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(":", 2);
        lists.put(parts[0], Arrays.stream(parts[1].split(",")).map(String::strip).toList());
      }
    }
    return lists;
  }

  private static String text(String file) {
    try (InputStream in = WordLists.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
