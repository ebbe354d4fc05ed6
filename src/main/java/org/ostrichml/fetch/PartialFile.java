package org.ostrichml.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.ostrichml.data.OutputFiles;

/**
 * As much of a file as has been downloaded: {@code NAME.part}, with {@code NAME.etag} beside it if
 * the server gave it one. Its failures are the disk's.
 */
final class PartialFile {
  private final Path complete;
  private final Path part;
  private final Path tag;

  PartialFile(Path complete) {
    this.complete = complete;
    part = complete.resolveSibling(complete.getFileName() + ".part");
    tag = complete.resolveSibling(complete.getFileName() + ".etag");
  }

  /** Something done to files. */
  private interface Action<T> {
    T run() throws IOException;
  }

  private <T> T on(Path file, Action<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw OutputFiles.failure(file, e);
    }
  }

  /** The name of the file once it is complete. */
  Path complete() {
    return complete;
  }

  long size() {
    return Files.exists(part) ? on(part, () -> Files.size(part)) : 0;
  }

  Optional<String> tag() {
    return Files.exists(tag)
        ? Optional.of(on(tag, () -> Files.readString(tag).strip()))
        : Optional.empty();
  }

  /** Forgets what is there. */
  void delete() {
    on(part, () -> Files.deleteIfExists(part));
    on(tag, () -> Files.deleteIfExists(tag));
  }

  /**
   * Starts again from nothing.
   *
   * @param entityTag the server's tag for the file, or null
   */
  void restart(String entityTag) {
    on(part, () -> Files.write(part, new byte[0]));
    on(tag, () -> Files.deleteIfExists(tag));
    if (entityTag != null) {
      on(tag, () -> Files.writeString(tag, entityTag));
    }
  }

  /** Gives the file its name. */
  void finish() {
    on(complete, () -> Files.move(part, complete, StandardCopyOption.ATOMIC_MOVE));
    on(tag, () -> Files.deleteIfExists(tag));
  }

  /** Opens the file for more. */
  Appender append() {
    return new Appender(
        on(
            part,
            () ->
                Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
  }

  /** Writes at the end of the file. */
  final class Appender implements AutoCloseable {
    private final OutputStream out;
    private long size = PartialFile.this.size();

    private Appender(OutputStream out) {
      this.out = out;
    }

    long size() {
      return size;
    }

    void write(byte[] bytes, int length) {
      on(
          part,
          () -> {
            out.write(bytes, 0, length);
            return null;
          });
      size += length;
    }

    @Override
    public void close() {
      on(
          part,
          () -> {
            out.close();
            return null;
          });
    }
  }
}
