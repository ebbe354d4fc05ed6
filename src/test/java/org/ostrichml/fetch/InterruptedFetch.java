package org.ostrichml.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Fetches the data at the second argument into the first, for a test that stops it. */
final class InterruptedFetch {
  private InterruptedFetch() {}

  /** Runs until it is stopped. */
  public static void main(String[] arguments) {
    Download download = new Download(URI.create(arguments[1]), 1, null);
    Item item = new Item("data", "data", List.of(download), null);
    new Fetcher(Path.of(arguments[0]), List.of(item)).fetch("data", new Silence());
  }
}
