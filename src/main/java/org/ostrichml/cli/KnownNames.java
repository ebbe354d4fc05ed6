package org.ostrichml.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ostrichml.data.CacheFolder;
import org.ostrichml.fetch.Fetcher;

/** Names of models and data that stand for paths. */
final class KnownNames {
  private KnownNames() {}

  /**
   * The path of what {@code ostrich fetch} calls by a name; other paths as they are, and a path
   * that exists comes first.
   */
  static Path path(Path given) {
    Fetcher fetcher = new Fetcher(CacheFolder.usual());
    return !Files.exists(given) && fetcher.knows(given.toString())
        ? fetcher.path(given.toString())
        : given;
  }
}
