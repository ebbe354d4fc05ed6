package org.ostrichml.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.ArrayFormat;
import org.ostrichml.data.DataSource;
import org.ostrichml.data.IdxData;
import org.ostrichml.data.LabelledFile;
import org.ostrichml.data.NpyData;
import org.ostrichml.data.PictureData;
import org.ostrichml.model.Synsets;
import org.ostrichml.model.TargetModel;

/**
 * Which labelled data, and how much of them: a folder of pictures (in a sub-folder for each class,
 * or named after their WordNet ID), a CSV file of {@code file,label}, idx files, or {@code x.npy}
 * with {@code y.npy}.
 *
 * @param path the folder or file
 * @param split {@code train} or {@code test}, of idx files in a folder; null is {@code test}
 * @param labels the labels of a {@code .npy} file; null is {@code y.npy} beside it
 * @param limit how many examples at most: the first ones of arrays, of pictures as many evenly
 *     spread over all; null is all
 */
public record DataChoice(Path path, String split, Path labels, Integer limit) {
  private static final String EXAMPLES = "x.npy";
  private static final String LABELS = "y.npy";

  /**
   * Checks the limit and the split.
   *
   * @throws OstrichException if the limit is less than 1, or there is no such split
   */
  public DataChoice {
    if (limit != null && limit < 1) {
      throw new OstrichException("The limit is " + limit + " examples: it must be at least 1.");
    }
    if (split != null && !List.of("train", "test").contains(split)) {
      throw new OstrichException("There is no split '" + split + "': give train or test.");
    }
  }

  /**
   * Opens the data for a model; the caller closes them.
   *
   * @param synsets the WordNet IDs of the model's classes
   * @param cropCentre whether pictures are cropped to their central square
   * @throws OstrichException if there are no data, they are damaged, or they do not fit the model
   */
  public DataSource open(TargetModel model, Synsets synsets, boolean cropCentre) {
    if (!Files.exists(path)) {
      throw new OstrichException(path + " does not exist: check the path.");
    }
    boolean folder = Files.isDirectory(path);
    String name = path.toString().toLowerCase(Locale.ROOT);
    Optional<Path> idx =
        folder ? IdxData.find(path, split == null ? "test" : split) : Optional.empty();
    if (split != null && idx.isEmpty()) {
      throw new OstrichException(
          path + " has no splits: a split belongs to a folder of idx files; leave it out.");
    }
    boolean npy = folder ? Files.exists(path.resolve(EXAMPLES)) : name.endsWith(".npy");
    if (labels != null && !npy) {
      throw new OstrichException(
          path + " is no .npy file, to which alone a file of labels belongs: leave it out.");
    }
    if (npy) {
      Path examples = folder ? path.resolve(EXAMPLES) : path;
      return NpyData.open(examples, labelFile(examples), format(model), most());
    }
    if (idx.isPresent() || !folder && !name.endsWith(".csv")) {
      return IdxData.open(idx.orElse(path), format(model), most());
    }
    List<LabelledFile> files =
        spread(folder ? LabelledFile.inFolder(path) : LabelledFile.inCsv(path));
    PictureFormat pictures = PictureFormat.of(model, cropCentre);
    int[] classes = files.stream().mapToInt(file -> label(file, model, synsets)).toArray();
    return new PictureData(files, classes, picture -> pictures.batch(pictures.fit(picture)));
  }

  private int most() {
    return limit == null ? Integer.MAX_VALUE : limit;
  }

  private Path labelFile(Path examples) {
    Path beside = labels == null ? examples.resolveSibling(LABELS) : labels;
    if (!Files.exists(beside)) {
      throw new OstrichException(
          "%s has no labels: %s does not exist; save the class of each example there, or name the file with --labels-file."
              .formatted(examples, beside));
    }
    return beside;
  }

  private static ArrayFormat format(TargetModel model) {
    return new ArrayFormat(model.inputShape(), model.bounds(), model.classes());
  }

  private List<LabelledFile> spread(List<LabelledFile> all) {
    int size = Math.min(most(), all.size());
    return IntStream.range(0, size)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / size)))
        .toList();
  }

  /**
   * The class of a picture: its label is a WordNet ID, the name of a class or its index.
   *
   * @throws OstrichException if the model has no such class
   */
  public static int label(LabelledFile file, TargetModel model, Synsets synsets) {
    try {
      Integer index = synsets.index(file.label());
      return index != null ? index : model.label(file.label());
    } catch (OstrichException e) {
      throw new OstrichException(file.file() + ": " + e.getMessage(), e);
    }
  }
}
