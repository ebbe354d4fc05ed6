package org.ostrichml.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ostrichml.OstrichException;

/**
 * A picture file and what its class is called.
 *
 * @param file the picture
 * @param label the class: a name, a synonym, an index or a WordNet ID
 */
public record LabelledFile(Path file, String label) {
  /**
   * The pictures of a folder: those in a sub-folder have its name as label; those directly in it
   * have what stands before the first underscore of their own, as in {@code n01518878_ostrich.jpg}.
   *
   * @throws OstrichException if there is no picture, or one has no label
   */
  public static List<LabelledFile> inFolder(Path folder) {
    List<LabelledFile> found = new ArrayList<>();
    for (Path entry : ImageFiles.entries(folder, ImageFiles::isPicture)) {
      String name = entry.getFileName().toString();
      if (name.indexOf('_') < 1) {
        throw new OstrichException(
            "%s has no label: put it into a folder named like its class, name it like n01518878_ostrich.jpg, or give a CSV of file,label."
                .formatted(entry));
      }
      found.add(new LabelledFile(entry, name.substring(0, name.indexOf('_'))));
    }
    for (Path label : ImageFiles.entries(folder, LabelledFile::isVisibleFolder)) {
      for (Path picture : ImageFiles.entries(label, ImageFiles::isPicture)) {
        found.add(new LabelledFile(picture, label.getFileName().toString()));
      }
    }
    if (found.isEmpty()) {
      throw new OstrichException(
          "Folder %s holds no data: give pictures in a sub-folder for each class, idx files, or x.npy and y.npy."
              .formatted(folder));
    }
    return found;
  }

  private static boolean isVisibleFolder(Path entry) {
    return Files.isDirectory(entry) && !entry.getFileName().toString().startsWith(".");
  }

  /**
   * The pictures that a CSV file names, one a line as {@code file,label}, files relative to its own
   * folder. A first line of just these words is skipped.
   *
   * @throws OstrichException if the file cannot be read, a line has not two values, or there is
   *     none
   */
  public static List<LabelledFile> inCsv(Path csv) {
    InputFiles.check(csv);
    List<LabelledFile> found = new ArrayList<>();
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).setTrim(true).get();
    try (CSVParser lines = CSVParser.parse(csv, StandardCharsets.UTF_8, format)) {
      for (CSVRecord line : lines) {
        if (line.size() != 2 || line.get(0).isEmpty() || line.get(1).isEmpty()) {
          throw new OstrichException(
              "%s, line %d: give a file and its label, parted by a comma."
                  .formatted(csv, lines.getCurrentLineNumber()));
        }
        boolean heading =
            found.isEmpty() && line.get(0).equals("file") && line.get(1).equals("label");
        if (!heading) {
          found.add(new LabelledFile(csv.resolveSibling(line.get(0)), line.get(1)));
        }
      }
    } catch (IOException | UncheckedIOException | IllegalStateException | InvalidPathException e) {
      throw new OstrichException(
          csv + " cannot be read: give a UTF-8 text file with a line file,label for each picture.",
          e);
    }
    if (found.isEmpty()) {
      throw new OstrichException(csv + " names no pictures: give a line file,label for each.");
    }
    return found;
  }
}
