package training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Folders that are whole or not there. */
public final class Folders {
  private Folders() {}

  /** Trains a network and writes its model. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Makes a model.
     *
     * @param model an empty folder for it
     * @param checkpoint a prefix for files that are not needed afterwards
     */
    void make(Path model, String checkpoint) throws IOException;
  }

  /**
   * Makes a model, says how long that took, and puts it in its place once it has passed its exam.
   *
   * @param exam examines the model in a folder, and throws if it fails
   */
  public static void replace(Path place, Maker maker, Consumer<Path> exam) throws IOException {
    replace(
        place,
        (model, checkpoint) -> {
          long start = System.nanoTime();
          maker.make(model, checkpoint);
          System.out.printf("trained in %.0f s%n", (System.nanoTime() - start) / 1e9);
          exam.accept(model);
        });
  }

  /** Puts a model in its place once it is made; what else lies there stays. */
  public static void replace(Path place, Maker maker) throws IOException {
    Path parent = Files.createDirectories(place.toAbsolutePath().getParent());
    Path work = Files.createTempDirectory(parent, "training");
    try {
      Path model = Files.createDirectory(work.resolve("model"));
      maker.make(model, work.resolve("checkpoint").toString());
      move(model, place);
      System.out.println("written to " + place);
    } finally {
      delete(work);
    }
  }

  /** Moves the entries of one folder into another, over what has the same names there. */
  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        Path target = to.resolve(entry.getFileName());
        delete(target);
        Files.move(entry, target);
      }
    }
  }

  /** Deletes a file, or a folder with all that is in it; nothing where there is none. */
  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> tree = Files.walk(path)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
