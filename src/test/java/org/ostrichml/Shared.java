package org.ostrichml;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The models and data that tests read but the project does not hold: the folder {@code ../shared}
 * beside the project, or the one that {@code OSTRICH_SHARED} names. Where there is none, a test
 * that needs it is skipped; on a build server ({@code CI=true}) it fails.
 */
public final class Shared {
  private static final Path ROOT =
      Path.of(System.getenv().getOrDefault("OSTRICH_SHARED", "../shared"))
          .toAbsolutePath()
          .normalize();

  static {
    if (!isHere()) {
      System.err.println(
          "Tests that need "
              + ROOT
              + " are skipped: it is not here. OSTRICH_SHARED names another.");
    }
  }

  private Shared() {}

  /** Whether there is a shared folder. */
  public static boolean isHere() {
    return Files.exists(ROOT);
  }

  /** A file or folder of the shared folder, as in {@code models/googlenet}. */
  public static Path path(String name) {
    Path path = ROOT.resolve(name);
    if (!Files.exists(path)) {
      String message = "Needs " + path + ", which is not here";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message + ": skipped. OSTRICH_SHARED names another folder.");
    }
    return path;
  }

  /** Every model with golden gradients, in order. */
  public static List<Path> goldenModels() throws IOException {
    try (Stream<Path> files = Files.walk(path("models"))) {
      return files
          .filter(file -> file.endsWith("golden/golden.json"))
          .map(file -> file.getParent().getParent())
          .sorted()
          .toList();
    }
  }
}
