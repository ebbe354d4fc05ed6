package org.ostrichml.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ostrichml.OstrichException;

/** Reads and writes NumPy's {@code .npy} files, versions 1 to 3, C and Fortran order. */
public final class Npy {
  private static final int CHUNK_BYTES = 1 << 16;

  private Npy() {}

  /**
   * Whole numbers, for example labels.
   *
   * @param values all values, row-major
   * @param shape the axes, at least one
   */
  public record IntArray(int[] values, int[] shape) {}

  /** Takes the values of a file, each with its row-major place. */
  interface Sink {
    void put(int place, double value);
  }

  /**
   * Reads an array of floats, integers or booleans, of either byte order, as float32; the first
   * axis counts the examples.
   *
   * @throws OstrichException if the file is missing, damaged or no npy file, holds another data
   *     type, no value, or more or fewer bytes than its header says, or has no axis
   */
  public static Batch readFloats(Path path) {
    try (InputStream in = open(path)) {
      NpyHeader header = header(in, path);
      float[] values = new float[header.count()];
      readValues(in, header, path, 0, values.length, (at, value) -> values[at] = (float) value);
      return new Batch(values, header.shape());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Reads an array of whole numbers of any numeric data type.
   *
   * @throws OstrichException as {@link #readFloats} does, and if a value is no whole number of 32
   *     bits
   */
  public static IntArray readInts(Path path) {
    try (InputStream in = open(path)) {
      NpyHeader header = header(in, path);
      int[] values = new int[header.count()];
      readValues(
          in, header, path, 0, values.length, (at, value) -> values[at] = whole(value, path));
      return new IntArray(values, header.shape());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Writes a batch as float32, byte for byte as {@code numpy.save} does; whole or not at all.
   *
   * @throws OstrichException if the file cannot be written
   */
  public static void write(Path npy, Batch batch) {
    OutputFiles.write(
        npy,
        out -> {
          out.write(NpyHeader.encode(batch.shape()));
          ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
          for (float value : batch.values()) {
            if (!chunk.hasRemaining()) {
              out.write(chunk.array());
              chunk.clear();
            }
            chunk.putFloat(value);
          }
          out.write(chunk.array(), 0, chunk.position());
        });
  }

  static InputStream open(Path path) throws IOException {
    InputFiles.check(path);
    return new BufferedInputStream(Files.newInputStream(path));
  }

  /** The header, once the file is known to be as long as it says: only then is memory taken. */
  static NpyHeader header(InputStream in, Path path) throws IOException {
    NpyHeader header = NpyHeader.read(in, path);
    long expected = header.length() + (long) header.count() * header.itemSize();
    long actual = Files.size(path);
    if (actual < expected) {
      throw truncated(path);
    }
    if (actual > expected) {
      throw new OstrichException(
          path + " has " + (actual - expected) + " bytes after its array: save it anew.");
    }
    return header;
  }

  /** Reads the values that lie at {@code from} (inclusive) to {@code to} (exclusive). */
  static void readValues(InputStream in, NpyHeader header, Path path, int from, int to, Sink sink)
      throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    int place = from;
    while (place < to) {
      int items = Math.min(CHUNK_BYTES / header.itemSize(), to - place);
      int bytes = items * header.itemSize();
      if (in.readNBytes(chunk, 0, bytes) < bytes) {
        throw truncated(path);
      }
      ByteBuffer data = ByteBuffer.wrap(chunk).order(header.order());
      for (int end = place + items; place < end; place++) {
        sink.put(header.rowMajor(place), header.next(data));
      }
    }
  }

  private static int whole(double value, Path path) {
    if ((int) value != value) {
      throw new OstrichException(
          path + " holds " + value + ", no whole number of 32 bits: save integers.");
    }
    return (int) value;
  }

  static OstrichException truncated(Path path) {
    return new OstrichException(path + " is cut short: copy it or save it anew.");
  }

  static OstrichException unreadable(Path path, IOException cause) {
    return new OstrichException(path + " cannot be read: check the disk.", cause);
  }
}
