package org.ostrichml.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ostrichml.OstrichException;

/**
 * The WordNet IDs of a model's classes, as in {@code n01518878}, by which ImageNet names its files
 * and folders.
 */
public final class Synsets {
  private static final String FILE = "synsets.txt";

  private final Path file;
  private final Map<String, Integer> indices;

  private Synsets(Path file, Map<String, Integer> indices) {
    this.file = file;
    this.indices = indices;
  }

  /**
   * Reads {@code synsets.txt} beside a model: one ID a line, by class index. Where there is none,
   * no ID is known.
   *
   * @param model the folder of a SavedModel, or a frozen graph
   * @param classes the number of the model's classes
   * @throws OstrichException if the file cannot be read, or has another number of lines
   */
  public static Synsets beside(Path model, int classes) {
    Path folder = Files.isDirectory(model) ? model : model.toAbsolutePath().getParent();
    Path file = folder.resolve(FILE);
    Map<String, Integer> indices = new HashMap<>();
    if (Files.exists(file)) {
      List<String> lines = Labels.lines(file, classes, "put the right file there, or none");
      for (int i = 0; i < lines.size(); i++) {
        indices.put(lines.get(i), i);
      }
    }
    return new Synsets(file, indices);
  }

  /**
   * The class of an ID; null if this is none.
   *
   * @throws OstrichException if it has the form of an ID, and is not known
   */
  public Integer index(String id) {
    Integer index = indices.get(id);
    if (index == null && id.matches("n\\d{8}")) {
      throw new OstrichException(
          indices.isEmpty()
              ? "The class of the WordNet ID %s is not known: put synsets.txt, one ID a line by class index, at %s."
                  .formatted(id, file)
              : "No class has the WordNet ID %s: see %s.".formatted(id, file));
    }
    return index;
  }
}
