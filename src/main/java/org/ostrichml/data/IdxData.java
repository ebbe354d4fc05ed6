package org.ostrichml.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostrichml.OstrichException;

/** Pictures and labels in the idx files of MNIST and its kin, plain or in gzip. */
public final class IdxData implements DataSource {
  private static final Pattern IMAGES =
      Pattern.compile("(?:(t10k|test|train)-)?images[-.]idx3-ubyte(?:\\.gz)?");
  private static final String GZIP = ".gz";

  private final IdxFile images;
  private final int[] labels;
  private final int[] shape;
  private final float[] values = new float[256];
  private int at;

  private IdxData(IdxFile images, int[] labels, int[] shape, ArrayFormat format) {
    this.images = images;
    this.labels = labels;
    this.shape = shape;
    for (int pixel = 0; pixel < values.length; pixel++) {
      values[pixel] = format.bounds().value(pixel);
    }
  }

  /**
   * Opens a file of pictures and the file of labels beside it, whose name says {@code labels} and
   * {@code idx1} instead of {@code images} and {@code idx3}. Bytes 0 to 255 become the bounds.
   *
   * @param limit how many examples to read at most, from the first on
   * @throws OstrichException if a file is missing, damaged or empty, their counts differ, a label
   *     is no class, or the pictures do not fit the model
   */
  public static IdxData open(Path images, ArrayFormat format, int limit) {
    IdxFile opened = new IdxFile(images, 3);
    try {
      int[] axes = opened.axes();
      int[] shape = format.fit(Arrays.copyOfRange(axes, 1, axes.length), images);
      Path labelFile = labelFile(images);
      int[] labels = labels(labelFile);
      format.checkLabels(labels, labelFile, axes[0], images);
      int size = Math.min(limit, axes[0]);
      return new IdxData(opened, Arrays.copyOf(labels, size), shape, format);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * The file of pictures in a folder, if there is one at all.
   *
   * @param split which of several: {@code train} or {@code test}
   * @throws OstrichException if there are idx files, but not of that split
   */
  public static Optional<Path> find(Path folder, String split) {
    List<String> names = new ArrayList<>();
    for (Path file : ImageFiles.entries(folder, Files::isRegularFile)) {
      Matcher name = IMAGES.matcher(file.getFileName().toString());
      if (name.matches()) {
        names.add(file.getFileName().toString());
        if (split.equals("train") == "train".equals(name.group(1))) {
          return Optional.of(file);
        }
      }
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    throw new OstrichException(
        "%s holds %s, but no idx file of the %s split: choose another --split."
            .formatted(folder, String.join(", ", names), split));
  }

  private static Path labelFile(Path images) {
    String name =
        images.getFileName().toString().replace("images", "labels").replace("idx3", "idx1");
    String plain = name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
    for (String candidate : List.of(name, plain, plain + GZIP)) {
      Path file = images.resolveSibling(candidate);
      if (!candidate.equals(images.getFileName().toString()) && Files.exists(file)) {
        return file;
      }
    }
    throw new OstrichException(
        "%s has no labels beside it: put the file %s there."
            .formatted(images, images.resolveSibling(name).getFileName()));
  }

  private static int[] labels(Path file) {
    try (IdxFile labels = new IdxFile(file, 1)) {
      byte[] bytes = labels.next(labels.axes()[0]);
      int[] classes = new int[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        classes[i] = bytes[i] & 0xFF;
      }
      return classes;
    }
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public Optional<LabelledBatch> next(int atMost) {
    int count = Math.min(atMost, labels.length - at);
    if (count == 0) {
      return Optional.empty();
    }
    byte[] pixels = images.next(count);
    float[] scaled = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      scaled[i] = values[pixels[i] & 0xFF];
    }
    int[] batch = new int[shape.length + 1];
    batch[0] = count;
    System.arraycopy(shape, 0, batch, 1, shape.length);
    int[] own = Arrays.copyOfRange(labels, at, at + count);
    at += count;
    return Optional.of(new LabelledBatch(new Batch(scaled, batch), own));
  }

  @Override
  public void close() {
    images.close();
  }
}
