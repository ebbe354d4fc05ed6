package org.ostrichml.functional;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Models and data that are no part of the project: the folder OSTRICH_SHARED, else ../shared. */
public final class SharedData {
  private static final Path FOLDER =
      Path.of(System.getenv().getOrDefault("OSTRICH_SHARED", "../shared")).toAbsolutePath();

  private SharedData() {}

  /** A file or folder in it. Without it the test is skipped; on a build server it fails. */
  public static Path path(String name) {
    Path path = FOLDER.resolve(name).normalize();
    if (!Files.exists(path)) {
      String message = path + " is missing: set OSTRICH_SHARED to the folder of shared data.";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      assumeTrue(false, message);
    }
    return path;
  }
}
