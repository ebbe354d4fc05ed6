package org.ostrichml.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.ostrichml.OstrichException;

/** Examples and labels in two NumPy files. */
public final class NpyData implements DataSource {
  private final Path file;
  private final NpyRows rows;
  private final int[] labels;
  private final int[] shape;
  private final ArrayFormat format;
  private int at;

  private NpyData(Path file, NpyRows rows, int[] labels, int[] shape, ArrayFormat format) {
    this.file = file;
    this.rows = rows;
    this.labels = labels;
    this.shape = shape;
    this.format = format;
  }

  /**
   * Opens a file of examples, [N, ..] within the bounds, and one of labels, [N] or [N, 1].
   *
   * @param limit how many examples to read at most, from the first on
   * @throws OstrichException if a file is missing or damaged, their counts differ, a label is no
   *     class, or the examples do not fit the model
   */
  public static NpyData open(Path examples, Path labelFile, ArrayFormat format, int limit) {
    Npy.IntArray labels = Npy.readInts(labelFile);
    if (labels.values().length != labels.shape()[0]) {
      throw new OstrichException(
          "%s has the shape %s: save one class index for each example."
              .formatted(labelFile, Arrays.toString(labels.shape())));
    }
    NpyRows rows = new NpyRows(examples);
    try {
      int[] axes = rows.shape();
      format.checkLabels(labels.values(), labelFile, axes[0], examples);
      int[] shape = format.fit(Arrays.copyOfRange(axes, 1, axes.length), examples);
      int size = Math.min(limit, axes[0]);
      return new NpyData(examples, rows, Arrays.copyOf(labels.values(), size), shape, format);
    } catch (RuntimeException e) {
      rows.close();
      throw e;
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
    int[] batch = new int[shape.length + 1];
    batch[0] = count;
    System.arraycopy(shape, 0, batch, 1, shape.length);
    Batch examples = new Batch(rows.next(count).values(), batch);
    format.checkValues(examples, file, at);
    int[] own = Arrays.copyOfRange(labels, at, at + count);
    at += count;
    return Optional.of(new LabelledBatch(examples, own));
  }

  @Override
  public void close() {
    rows.close();
  }
}
