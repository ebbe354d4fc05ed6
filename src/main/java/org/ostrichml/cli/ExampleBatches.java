package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.evaluate.ExampleFormat;

/** Reads files batch by batch; those of one batch have one size. */
final class ExampleBatches {
  private final ExampleFormat format;
  private final List<Path> files;
  private final List<String> unreadable = new ArrayList<>();

  /** What a file holds, a batch of one that fits the model. */
  record Example(Path file, Batch values) {}

  ExampleBatches(ExampleFormat format, List<Path> files) {
    this.format = format;
    this.files = files;
  }

  /** How many files there are. */
  int size() {
    return files.size();
  }

  /** Why some files could not be read. */
  List<String> unreadable() {
    return unreadable;
  }

  /**
   * Gives all examples to {@code each}, up to {@code size} at a time.
   *
   * @param missed run for a file that cannot be read while there are others
   * @throws OstrichException if the only file cannot be read
   */
  void read(int size, Consumer<List<Example>> each, Runnable missed) {
    List<Example> waiting = new ArrayList<>();
    for (Path file : files) {
      Example example;
      try {
        example = new Example(file, format.read(file));
      } catch (OstrichException e) {
        if (files.size() == 1) {
          throw e;
        }
        unreadable.add(e.getMessage());
        missed.run();
        continue;
      }
      if (waiting.size() == size || !waiting.isEmpty() && !isAlike(waiting.get(0), example)) {
        each.accept(List.copyOf(waiting));
        waiting.clear();
      }
      waiting.add(example);
    }
    if (!waiting.isEmpty()) {
      each.accept(waiting);
    }
  }

  private static boolean isAlike(Example a, Example b) {
    return Arrays.equals(a.values().shape(), b.values().shape());
  }
}
