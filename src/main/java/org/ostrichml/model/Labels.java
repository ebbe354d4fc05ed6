package org.ostrichml.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.ostrichml.OstrichException;
import org.ostrichml.data.InputFiles;

/**
 * The names of a model's classes, by class index. A name may list synonyms, parted by commas, of
 * which each one finds the class; case, underscores and blanks make no difference.
 */
public final class Labels {
  private final List<String> names;
  private final int classes;

  private Labels(List<String> names, int classes) {
    this.names = names;
    this.classes = classes;
  }

  /** Classes known by their index alone. */
  static Labels unnamed(int classes) {
    return new Labels(List.of(), classes);
  }

  /**
   * Reads one label a line.
   *
   * @param classes the number of classes of the model
   * @throws OstrichException if the file cannot be read or has another number of lines
   */
  static Labels read(Path file, int classes) {
    return new Labels(lines(file, classes, "give the right file with --labels"), classes);
  }

  /** One line for each class, as {@link #read} reads them; {@code remedy} mends a wrong number. */
  static List<String> lines(Path file, int classes, String remedy) {
    InputFiles.check(file);
    List<String> lines;
    try {
      lines = Files.readAllLines(file).stream().map(String::strip).toList();
    } catch (IOException e) {
      throw new OstrichException(
          "The labels " + file + " cannot be read: give a UTF-8 text file, one label a line.", e);
    }
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
      lines = lines.subList(0, lines.size() - 1);
    }
    if (lines.size() != classes) {
      throw new OstrichException(
          "%s has %d labels, but the model has %d classes: %s."
              .formatted(file, lines.size(), classes, remedy));
    }
    return lines;
  }

  /** Whether the classes have names. */
  public boolean named() {
    return !names.isEmpty();
  }

  /** The number of classes. */
  public int size() {
    return classes;
  }

  /** The whole label of a class, synonyms included; {@code class 7} where it has none. */
  public String full(int index) {
    return named() ? names.get(index) : "class " + index;
  }

  /** The first synonym of a class's label. */
  public String name(int index) {
    return full(index).split(",", 2)[0];
  }

  /**
   * The class that {@code text} names: a label, a synonym of one, or an index.
   *
   * @throws OstrichException if there is none, with the nearest labels, or more than one
   */
  public int index(String text) {
    String wanted = normal(text);
    List<Integer> found =
        IntStream.range(0, names.size())
            .filter(i -> synonyms(i).anyMatch(wanted::equals))
            .boxed()
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.size() > 1) {
      throw new OstrichException(
          "'%s' names %d classes: give one of the indices %s instead."
              .formatted(
                  text,
                  found.size(),
                  found.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
    if (wanted.matches("[+-]?\\d{1,9}")) {
      int index = Integer.parseInt(wanted);
      if (index >= 0 && index < classes) {
        return index;
      }
      throw new OstrichException(
          "There is no class %d: the model's classes are 0 to %d.".formatted(index, classes - 1));
    }
    if (wanted.isEmpty()) {
      throw new OstrichException("The name of the class is empty: give a label or an index.");
    }
    throw new OstrichException(
        named()
            ? "No class is called '%s'. The nearest are: %s."
                .formatted(text, String.join(", ", nearest(wanted)))
            : "No class is called '%s': the model has no labels, so give an index or --labels FILE."
                .formatted(text));
  }

  private List<String> nearest(String wanted) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return IntStream.range(0, names.size())
        .boxed()
        .flatMap(i -> synonyms(i))
        .distinct()
        .sorted(
            Comparator.comparing((String name) -> !name.contains(wanted))
                .thenComparing(name -> distance.apply(name, wanted)))
        .limit(4)
        .toList();
  }

  private Stream<String> synonyms(int index) {
    String full = normal(names.get(index));
    return full.contains(",")
        ? Stream.concat(Stream.of(full), Stream.of(full.split(",")).map(String::strip))
        : Stream.of(full);
  }

  private static String normal(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("[_\\s]+", " ");
  }
}
