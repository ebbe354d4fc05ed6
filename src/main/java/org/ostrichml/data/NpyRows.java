package org.ostrichml.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The rows of an array in a file, a few at a time. An array in Fortran order, whose rows lie spread
 * over the whole file, is read at once.
 */
final class NpyRows implements AutoCloseable {
  private final Path path;
  private final InputStream in;
  private final NpyHeader header;
  private final Batch whole;
  private int at;

  /**
   * Opens a file.
   *
   * @throws org.ostrichml.OstrichException as {@link Npy#readFloats} does
   */
  NpyRows(Path path) {
    this.path = path;
    InputStream opened = null;
    try {
      opened = Npy.open(path);
      in = opened;
      header = Npy.header(in, path);
      whole = header.fortran() ? Npy.readFloats(path) : null;
    } catch (IOException e) {
      close(opened);
      throw Npy.unreadable(path, e);
    } catch (RuntimeException e) {
      close(opened);
      throw e;
    }
  }

  /** The number of rows, then the shape of one. */
  int[] shape() {
    return header.shape().clone();
  }

  /** The next {@code rows} rows. */
  Batch next(int rows) {
    int from = at;
    at += rows;
    if (whole != null) {
      return whole.slice(from, at);
    }
    int[] shape = shape();
    shape[0] = rows;
    int stride = Arrays.stream(shape).skip(1).reduce(1, (product, axis) -> product * axis);
    float[] values = new float[rows * stride];
    int first = from * stride;
    try {
      Npy.readValues(
          in, header, path, first, at * stride, (i, value) -> values[i - first] = (float) value);
    } catch (IOException e) {
      throw Npy.unreadable(path, e);
    }
    return new Batch(values, shape);
  }

  @Override
  public void close() {
    close(in);
  }

  private static void close(InputStream in) {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      // What was read is right, and nothing was written.
    }
  }
}
