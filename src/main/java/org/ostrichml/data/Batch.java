package org.ostrichml.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Float32 examples of one shape, row by row in one array. The first axis counts the examples. The
 * array is shared, not copied: whoever hands one over no longer writes to it.
 */
public final class Batch {
  private final float[] values;
  private final int[] shape;
  private final int exampleSize;

  /**
   * A batch over {@code values}.
   *
   * @param values all values, row-major
   * @param shape the number of examples, then the shape of one example
   * @throws IllegalArgumentException if the shape has no axis or does not hold that many values
   */
  public Batch(float[] values, int... shape) {
    if (shape.length == 0 || elements(shape) != values.length) {
      throw new IllegalArgumentException(
          values.length + " values do not fill the shape " + Arrays.toString(shape));
    }
    this.values = values;
    this.shape = shape.clone();
    this.exampleSize = (int) elements(exampleShape());
  }

  /** All values, row-major; shared with this batch. */
  public float[] values() {
    return values;
  }

  /** The number of examples, then the shape of one example. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of examples. */
  public int size() {
    return shape[0];
  }

  /** The shape of one example. */
  public int[] exampleShape() {
    return Arrays.copyOfRange(shape, 1, shape.length);
  }

  /** The number of values of one example. */
  public int exampleSize() {
    return exampleSize;
  }

  /** The examples from {@code from} (inclusive) to {@code to} (exclusive), copied unless all. */
  public Batch slice(int from, int to) {
    if (from == 0 && to == size()) {
      return this;
    }
    int stride = exampleSize();
    int[] sliced = shape();
    sliced[0] = to - from;
    return new Batch(Arrays.copyOfRange(values, from * stride, to * stride), sliced);
  }

  /** The examples whose numbers are in {@code rows}, in that order, copied unless all. */
  public Batch select(int[] rows) {
    if (Arrays.equals(rows, IntStream.range(0, size()).toArray())) {
      return this;
    }
    int stride = exampleSize();
    float[] selected = new float[rows.length * stride];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * stride, selected, i * stride, stride);
    }
    int[] changed = shape();
    changed[0] = rows.length;
    return new Batch(selected, changed);
  }

  /** The same values as a matrix, a row for each example. */
  public Batch flat() {
    return new Batch(values, size(), exampleSize());
  }

  /** This batch, made {@code size} examples long by repeating its last one. */
  public Batch padTo(int size) {
    if (size <= size()) {
      return this;
    }
    int stride = exampleSize();
    float[] padded = Arrays.copyOf(values, size * stride);
    for (int i = size(); i < size; i++) {
      System.arraycopy(values, (size() - 1) * stride, padded, i * stride, stride);
    }
    int[] larger = shape();
    larger[0] = size;
    return new Batch(padded, larger);
  }

  /**
   * All examples of {@code batches}, in order.
   *
   * @throws IllegalArgumentException if there is no batch, or the examples differ in shape
   */
  public static Batch concat(List<Batch> batches) {
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("No batches to join");
    }
    if (batches.size() == 1) {
      return batches.get(0);
    }
    int[] joined = batches.get(0).shape();
    joined[0] = batches.stream().mapToInt(Batch::size).sum();
    float[] values = new float[(int) elements(joined)];
    int at = 0;
    for (Batch batch : batches) {
      if (!Arrays.equals(batch.exampleShape(), batches.get(0).exampleShape())) {
        throw new IllegalArgumentException("Examples of different shapes cannot be one batch");
      }
      System.arraycopy(batch.values, 0, values, at, batch.values.length);
      at += batch.values.length;
    }
    return new Batch(values, joined);
  }

  private static long elements(int[] shape) {
    long product = 1;
    for (int axis : shape) {
      product = Math.multiplyExact(product, (long) axis);
    }
    return product;
  }
}
