package org.ostrichml.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder in the making, which takes its place in one step when it is complete. Otherwise it is
 * deleted, also if the program is interrupted.
 */
final class Staging implements AutoCloseable {
  private static final String PREFIX = ".making-";
  private static final int TRIES = 5;
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> UNFINISHED.forEach(Staging::forget)));
  }

  private final Path folder;

  /** Makes an empty folder in {@code cache}; the caller holds the cache's lock. */
  Staging(Path cache) throws IOException {
    try (Stream<Path> present = Files.list(cache)) {
      List<Path> left = present.filter(Staging::isStaging).toList();
      for (Path old : left) { // Of a program that was killed.
        delete(old);
      }
    }
    // No temporary directory of Java's, which its owner alone could read, for ever.
    folder = Files.createDirectory(cache.resolve(PREFIX + UUID.randomUUID()));
    UNFINISHED.add(folder);
  }

  private static boolean isStaging(Path path) {
    return path.getFileName().toString().startsWith(PREFIX);
  }

  Path folder() {
    return folder;
  }

  /** Puts the folder in its place. */
  void finish(Path target) throws IOException {
    delete(target);
    Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    UNFINISHED.remove(folder);
    delete(folder);
  }

  /** While the program ends another thread may still be writing. */
  private static void forget(Path folder) {
    for (int i = 0; i < TRIES && Files.exists(folder); i++) {
      try {
        delete(folder);
      } catch (IOException e) {
        // The next fetch tries again.
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
