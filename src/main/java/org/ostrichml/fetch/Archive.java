package org.ostrichml.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.OutputFiles;

/** Unpacks archives (zip, or tar in gzip) that may mean harm. */
final class Archive {
  private static final int MOST_ENTRIES = 1000;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private long left;

  private Archive(Path file, long limit) {
    this.file = file;
    this.left = limit;
  }

  /**
   * Unpacks {@code file}.
   *
   * @param folder an existing folder
   * @param limit how many bytes may come out of it
   * @throws OstrichException if it is damaged or holds links, paths out of the folder, or too much
   */
  static void unpack(Path file, Path folder, long limit) {
    new Archive(file, limit).unpack(folder);
  }

  private void unpack(Path folder) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        ArchiveInputStream<?> entries = open(in)) {
      int count = 0;
      for (ArchiveEntry entry; (entry = entries.getNextEntry()) != null; ) {
        if (++count > MOST_ENTRIES) {
          throw refusal("holds more than " + MOST_ENTRIES + " files");
        }
        Path target = target(entry, folder);
        if (entry.isDirectory()) {
          createFolder(target);
        } else {
          createFolder(target.getParent());
          copy(entries, target);
        }
      }
    } catch (IOException e) {
      throw new OstrichException(
          "%s is a damaged archive: %s. Fetch it again."
              .formatted(file.getFileName(), e.getMessage()),
          e);
    }
  }

  private ArchiveInputStream<?> open(InputStream in) throws IOException {
    return file.toString().endsWith(".zip")
        ? new ZipArchiveInputStream(in)
        : new TarArchiveInputStream(new GzipCompressorInputStream(in));
  }

  /** Where an entry goes; a link in a zip archive comes out as a file, which does no harm. */
  private Path target(ArchiveEntry entry, Path folder) {
    if (entry instanceof TarArchiveEntry tar && isSpecial(tar)) {
      throw refusal("holds '%s', which is a link or a device".formatted(entry.getName()));
    }
    try {
      return entry.resolveIn(folder);
    } catch (IOException | IllegalArgumentException e) {
      throw refusal("holds '%s', which leads out of its folder".formatted(entry.getName()));
    }
  }

  private static boolean isSpecial(TarArchiveEntry entry) {
    return entry.isSymbolicLink()
        || entry.isLink()
        || entry.isFIFO()
        || entry.isCharacterDevice()
        || entry.isBlockDevice();
  }

  private void copy(InputStream in, Path target) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (Sink out = new Sink(target)) {
      for (int length; (length = in.read(buffer)) >= 0; ) {
        left -= length;
        if (left < 0) {
          throw refusal("unpacks to far more than it should");
        }
        out.write(buffer, length);
      }
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw OutputFiles.failure(folder, e);
    }
  }

  private OstrichException refusal(String what) {
    return new OstrichException(
        "%s %s: it is not unpacked. Report this to whoever publishes it."
            .formatted(file.getFileName(), what));
  }

  /** A file whose failures are the disk's, and not the archive's. */
  private record Sink(Path file, OutputStream out) implements AutoCloseable {
    Sink(Path file) {
      this(file, open(file));
    }

    private static OutputStream open(Path file) {
      try {
        return Files.newOutputStream(file);
      } catch (IOException e) {
        throw OutputFiles.failure(file, e);
      }
    }

    void write(byte[] bytes, int length) {
      try {
        out.write(bytes, 0, length);
      } catch (IOException e) {
        throw OutputFiles.failure(file, e);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw OutputFiles.failure(file, e);
      }
    }
  }
}
