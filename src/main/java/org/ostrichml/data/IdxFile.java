package org.ostrichml.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.ostrichml.OstrichException;

/**
 * An idx file of unsigned bytes, plain or in gzip, as MNIST comes: two zero bytes, the type, the
 * number of axes, the axes as big-endian 32-bit numbers, the values row by row.
 */
final class IdxFile implements AutoCloseable {
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int GZIP = 0x1F8B;
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final DataInputStream in;
  private final int[] axes;
  private int left;

  /**
   * Opens a file and reads its header.
   *
   * @param rank how many axes it must have
   * @throws OstrichException if the file is missing, damaged or no such idx file, or holds nothing
   */
  IdxFile(Path path, int rank) {
    this.path = path;
    InputFiles.check(path);
    DataInputStream opened = null;
    try {
      opened = open(path);
      in = opened;
      axes = axes(rank);
      left = axes[0];
    } catch (IOException e) {
      close(opened);
      throw failure(e);
    } catch (OstrichException e) {
      close(opened);
      throw e;
    }
  }

  private static DataInputStream open(Path path) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
    file.mark(2);
    int magic = file.read() << 8 | file.read();
    file.reset();
    return new DataInputStream(
        magic == GZIP ? new BufferedInputStream(new GZIPInputStream(file, BUFFER)) : file);
  }

  private int[] axes(int rank) throws IOException {
    int magic = in.readInt();
    int type = magic >> 8;
    if (magic >>> 16 != 0 || (magic & 0xFF) == 0) {
      throw new OstrichException(
          "%s is no idx file, as its first bytes are %08x: name a folder, an idx file, a .csv or a .npy."
              .formatted(path, magic));
    }
    if (type != UNSIGNED_BYTE || (magic & 0xFF) != rank) {
      throw new OstrichException(
          "%s is an idx file of type %02x with %d axes (magic %08x), but type 08 (unsigned bytes) with %d is wanted: name the right file."
              .formatted(path, type, magic & 0xFF, magic, rank));
    }
    int[] read = new int[rank];
    long width = 1;
    for (int i = 0; i < rank; i++) {
      read[i] = in.readInt();
      width = i == 0 ? 1 : Math.min(width * Math.max(read[i], 0), Integer.MAX_VALUE);
    }
    if (read[0] == 0) {
      throw new OstrichException(path + " holds no examples: name a file that does.");
    }
    if (read[0] < 0 || width == 0 || width == Integer.MAX_VALUE) {
      throw new OstrichException(path + " has a damaged header: copy it anew.");
    }
    return read;
  }

  /** The axes, the number of records first. */
  int[] axes() {
    return axes.clone();
  }

  /**
   * The bytes of the next {@code records} records.
   *
   * @throws OstrichException if the file ends before, or does not end after the last of them
   */
  byte[] next(int records) {
    int width = Arrays.stream(axes).skip(1).reduce(1, (product, axis) -> product * axis);
    try {
      byte[] bytes = in.readNBytes(Math.multiplyExact(records, width));
      if (bytes.length < records * width) {
        throw new EOFException();
      }
      left -= records;
      if (left == 0 && in.read() >= 0) { // This also checks what gzip says of the whole.
        throw new OstrichException(path + " has bytes after its last record: copy it anew.");
      }
      return bytes;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private OstrichException failure(IOException cause) {
    if (cause instanceof EOFException) {
      return new OstrichException(path + " is cut short: copy it anew.", cause);
    }
    return cause instanceof ZipException
        ? new OstrichException(path + " is damaged gzip: copy it anew.", cause)
        : new OstrichException(path + " cannot be read: check the disk.", cause);
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
