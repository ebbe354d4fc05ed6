package org.ostrichml.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.ostrichml.OstrichException;

/** Writes files whole or not at all. */
public final class OutputFiles {
  /** Whatever produces the bytes of a file. */
  @FunctionalInterface
  public interface IoAction {
    /** Writes all bytes to {@code out}, which is buffered and which the caller closes. */
    void write(OutputStream out) throws IOException;
  }

  /** Temporary files in the making; an interrupted program deletes them as it ends. */
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> UNFINISHED.forEach(OutputFiles::forget)));
  }

  private OutputFiles() {}

  /**
   * Writes {@code target} through {@code action}. Missing folders are made; the bytes go to a
   * temporary file in the same folder, which then takes the target's place in one step. If anything
   * fails, the temporary file is deleted and an older target is left as it was. A target that is a
   * device or a pipe ({@code /dev/stdout}) is written directly.
   *
   * @throws OstrichException if the file cannot be written; other exceptions of {@code action} pass
   *     through
   */
  public static void write(Path target, IoAction action) {
    refuseFolder(target);
    Path folder = target.toAbsolutePath().getParent();
    try {
      if (!Files.exists(target)) {
        createFolder(folder);
        replace(target.toAbsolutePath(), action);
      } else if (Files.isRegularFile(target)) {
        replace(target.toRealPath(), action); // The file behind a link, not the link.
      } else {
        run(action, target, StandardOpenOption.WRITE);
      }
    } catch (IOException | UncheckedIOException e) {
      throw failure(target, folder, e);
    }
  }

  /**
   * Makes {@code folder} where it is missing.
   *
   * @throws OstrichException if it cannot be made
   */
  public static void makeFolder(Path folder) {
    try {
      createFolder(folder);
    } catch (IOException e) {
      throw failure(folder, folder.toAbsolutePath(), e);
    }
  }

  /**
   * Proves that a file can be made in {@code folder}, or in the one that it will be made in where
   * it is missing, so that a command fails before its work and not after. Nothing is left of it.
   *
   * @throws OstrichException if there is none that can be written
   */
  public static void checkWritableFolder(Path folder) {
    Path present = folder.toAbsolutePath();
    while (!Files.exists(present, LinkOption.NOFOLLOW_LINKS)) {
      present = present.getParent();
    }
    try {
      Files.delete(Files.createFile(present.resolve(temporaryName())));
    } catch (IOException e) {
      throw failure(folder, folder.toAbsolutePath(), e);
    }
  }

  /**
   * Proves that {@code target} can be made in its folder, as {@link #checkWritableFolder} does.
   *
   * @throws OstrichException if it is a folder itself, or cannot be written
   */
  public static void checkWritable(Path target) {
    refuseFolder(target);
    if (!Files.exists(target) || Files.isRegularFile(target)) {
      checkWritableFolder(target.toAbsolutePath().getParent());
    }
  }

  /** What to say when {@code target}, a file or folder, could not be written for {@code cause}. */
  public static OstrichException failure(Path target, IOException cause) {
    return failure(target, target.toAbsolutePath().getParent(), cause);
  }

  private static void refuseFolder(Path target) {
    if (Files.isDirectory(target)) {
      throw new OstrichException("Cannot write " + target + ": it is a folder; name a file in it.");
    }
  }

  private static void replace(Path target, IoAction action) throws IOException {
    Path temporary = target.resolveSibling(temporaryName());
    UNFINISHED.add(temporary);
    try {
      run(action, temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
      UNFINISHED.remove(temporary);
    }
  }

  private static void forget(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // The program is ending: there is nobody left to tell.
    }
  }

  private static void run(IoAction action, Path file, StandardOpenOption... options)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, options))) {
      action.write(out);
    }
  }

  /** Not Files.createTempFile: its files could be read by their owner only, for ever. */
  private static String temporaryName() {
    return ".ostrich-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
  }

  private static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) { // Java 17's createDirectories refuses a link to a folder.
      Files.createDirectories(folder);
    }
  }

  private static OstrichException failure(Path named, Path folder, Exception cause) {
    return new OstrichException("Cannot write " + named + ": " + reason(folder, cause), cause);
  }

  private static String reason(Path folder, Exception cause) {
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing != null && !Files.isDirectory(existing)) {
      return existing + " is not a folder; choose another place.";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied; choose a folder that you may write to.";
    }
    String message =
        cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
    if (message == null) {
      return "the file system refuses; choose another place.";
    }
    if (message.toLowerCase(Locale.ROOT).contains("space")) {
      return "no space is left on the disk; free some or choose another place.";
    }
    return message + "; choose another place.";
  }
}
