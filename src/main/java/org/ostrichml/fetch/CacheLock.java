package org.ostrichml.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one fetch at a time work in a cache, among threads and among processes. */
final class CacheLock {
  /** Locks of files tell processes apart, but not threads. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private CacheLock() {}

  /** What is done while the lock is held. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /**
   * Waits for the lock, and holds it for {@code action}.
   *
   * @param cache an existing folder
   */
  static void hold(Path cache, FetchListener listener, Action action) throws IOException {
    if (!THREADS.tryLock()) {
      listener.waiting();
      THREADS.lock();
    }
    try (FileChannel file =
        FileChannel.open(
            cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (file.tryLock() == null) { // Closing the file frees its lock.
        listener.waiting();
        file.lock();
      }
      action.run();
    } finally {
      THREADS.unlock();
    }
  }
}
