package org.ostrichml.fetch;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostrichml.fetch.KnownModel.LabelSource;

/** The forms in which published models bring their labels. */
final class LabelFiles {
  private static final Pattern CLASS =
      Pattern.compile("target_class:\\s*(\\d+)\\s+target_class_string:\\s*\"([^\"]*)\"");

  private LabelFiles() {}

  /** One label a line; classes beyond the last line are unused. */
  static LabelSource lines(String file, int classes) {
    return folder -> {
      List<String> labels = unused(classes);
      List<String> lines = Files.readAllLines(folder.resolve(file));
      for (int i = 0; i < Math.min(classes, lines.size()); i++) {
        labels.set(i, lines.get(i));
      }
      return labels;
    };
  }

  /**
   * The WordNet ID of each class in one file, the words for each ID in another.
   *
   * @param classFile entries of a class and its ID, in the text form of protobuf
   * @param wordFile lines of an ID, a tab, and words
   */
  static LabelSource synsets(String classFile, String wordFile, int classes) {
    return folder -> {
      Map<String, String> words = new HashMap<>();
      for (String line : Files.readAllLines(folder.resolve(wordFile))) {
        String[] parts = line.split("\t", 2);
        words.put(parts[0], parts[parts.length - 1].strip());
      }
      List<String> labels = unused(classes);
      Matcher entries = CLASS.matcher(Files.readString(folder.resolve(classFile)));
      while (entries.find()) {
        int index = Integer.parseInt(entries.group(1));
        if (index < classes) {
          labels.set(index, words.getOrDefault(entries.group(2), entries.group(2)));
        }
      }
      return labels;
    };
  }

  private static List<String> unused(int classes) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      labels.add("unused " + i);
    }
    return labels;
  }
}
