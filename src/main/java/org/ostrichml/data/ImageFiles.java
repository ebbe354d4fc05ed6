package org.ostrichml.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;

/** Finds the picture files that a list of files and folders names. */
public final class ImageFiles {
  private static final Pattern VISIBLE_PICTURE =
      Pattern.compile("[^.].*\\.(png|jpe?g|bmp|gif)", Pattern.CASE_INSENSITIVE);

  private ImageFiles() {}

  /**
   * The files that {@code paths} name, in their order. A file stays as it is, whatever its name; a
   * folder becomes the {@code png}, {@code jpg}, {@code jpeg}, {@code bmp} and {@code gif} files
   * directly in it, sorted by name, hidden ones left out.
   *
   * @throws OstrichException if a path does not exist or a folder holds no picture
   */
  public static List<Path> list(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(pictures(path));
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw new OstrichException(path + " does not exist: check the path.");
      }
    }
    return files;
  }

  private static List<Path> pictures(Path folder) {
    List<Path> pictures = entries(folder, ImageFiles::isPicture);
    if (pictures.isEmpty()) {
      throw new OstrichException(
          "Folder " + folder + " holds no png, jpg, jpeg, bmp or gif: name one that does.");
    }
    return pictures;
  }

  /** What lies directly in {@code folder} and is {@code wanted}, sorted by name. */
  static List<Path> entries(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(wanted)
          .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new OstrichException("Folder " + folder + " cannot be read: check its permissions.", e);
    }
  }

  /** Whether this is a file whose name is that of a picture, and not hidden. */
  static boolean isPicture(Path entry) {
    return VISIBLE_PICTURE.matcher(entry.getFileName().toString()).matches()
        && Files.isRegularFile(entry);
  }
}
