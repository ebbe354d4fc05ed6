package org.ostrichml.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ostrichml.OstrichException;

/** The checks that every file to be read goes through. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * Checks that {@code path} is a readable, regular file of at least one byte; opening a pipe or a
   * device could block for ever.
   *
   * @throws OstrichException if it is not
   */
  public static void check(Path path) {
    if (!Files.exists(path)) {
      throw new OstrichException(path + " does not exist: check the path.");
    }
    if (Files.isDirectory(path)) {
      throw new OstrichException(path + " is a folder: name a file.");
    }
    if (!Files.isReadable(path)) {
      throw new OstrichException(path + " cannot be read: check its permissions.");
    }
    if (!Files.isRegularFile(path)) {
      throw new OstrichException(path + " is a device or a pipe: name a regular file.");
    }
    try {
      if (Files.size(path) == 0) {
        throw new OstrichException(path + " is empty: name a file that holds data.");
      }
    } catch (IOException e) {
      throw new OstrichException(path + " cannot be read: check the disk and the path.", e);
    }
  }
}
