package org.ostrichml.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.ostrichml.data.OutputFiles;

/**
 * Public models and data by name, in a cache folder. Any number of threads and processes may fetch
 * into the same cache.
 */
public final class Fetcher {
  private static final String DOWNLOADS = "downloads";

  private final Path cache;
  private final List<Item> items;

  /**
   * Something that can be fetched.
   *
   * @param name what to call it
   * @param description what it is, in a few words
   * @param size the bytes to download
   * @param path where it is, the graph of a model or the folder of data; null if not fetched
   */
  public record Entry(String name, String description, long size, Path path) {}

  /** Fetches into a folder, which need not exist. */
  public Fetcher(Path cache) {
    this(cache, Catalog.ITEMS);
  }

  Fetcher(Path cache, List<Item> items) {
    this.cache = cache;
    this.items = items;
  }

  /** All there is. */
  public List<Entry> list() {
    return items.stream()
        .map(
            item ->
                new Entry(
                    item.name(),
                    item.description(),
                    item.size(),
                    isFetched(item) ? item.in(cache) : null))
        .toList();
  }

  /** Whether something is called this. */
  public boolean knows(String name) {
    return items.stream().anyMatch(item -> item.name().equals(name));
  }

  /**
   * Where something is that was fetched: the graph of a model, the folder of data.
   *
   * @throws OstrichException if it was not, or nothing is called this
   */
  public Path path(String name) {
    Item item = item(name);
    if (!isFetched(item)) {
      throw new OstrichException(
          "%s is not in %s: run `ostrich fetch %s` first (%d MB), or set OSTRICH_CACHE to the folder that has it."
              .formatted(name, cache, name, Math.round(item.size() / 1e6)));
    }
    return item.in(cache);
  }

  /**
   * Downloads, checks and unpacks something, unless it is there already. A file that an earlier
   * call left incomplete is completed.
   *
   * @return where it is, as {@link #path} says
   * @throws OstrichException if nothing is called this, the server does not answer or does not have
   *     it, a file is not what it should be, or the cache cannot be written
   */
  public Path fetch(String name, FetchListener listener) {
    Item item = item(name);
    if (!isFetched(item)) {
      OutputFiles.makeFolder(cache);
      OutputFiles.checkWritableFolder(cache);
      try {
        CacheLock.hold(
            cache,
            listener,
            () -> {
              if (!isFetched(item)) { // By another process in the meantime.
                bring(item, listener);
              }
            });
      } catch (IOException e) {
        throw OutputFiles.failure(cache.resolve(name), e);
      }
    }
    return item.in(cache);
  }

  private void bring(Item item, FetchListener listener) throws IOException {
    Downloader downloader = new Downloader(listener);
    Path downloads = Files.createDirectories(cache.resolve(DOWNLOADS));
    try (Staging staging = new Staging(cache)) {
      for (Download download : item.downloads()) {
        Path file = downloads.resolve(download.file());
        if (!Files.exists(file)) {
          PartialFile part = new PartialFile(file);
          downloader.complete(download, part);
          part.finish();
        }
        Path digest = downloads.resolve(download.file() + ".sha256");
        String found = Digest.check(download, file, digest);
        place(download, file, staging.folder());
        Files.writeString(digest, found + "\n");
      }
      if (item.model() != null) {
        describe(item.model(), staging.folder());
      }
      staging.finish(cache.resolve(item.name()));
    }
    for (Download download : item.downloads()) {
      Files.deleteIfExists(downloads.resolve(download.file()));
    }
  }

  private static void place(Download download, Path file, Path folder) throws IOException {
    if (!download.isArchive()) {
      Files.copy(file, folder.resolve(download.file()));
      return;
    }
    try {
      Archive.unpack(file, folder, download.limit());
    } catch (OstrichException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void describe(KnownModel model, Path folder) throws IOException {
    if (!Files.exists(folder.resolve(model.graph()))) {
      throw new OstrichException(
          "The archive does not hold %s, the graph: it has changed since Ostrich was made."
              .formatted(model.graph()));
    }
    model.describe(folder);
  }

  private boolean isFetched(Item item) {
    return Files.exists(item.in(cache));
  }

  private Item item(String name) {
    return items.stream()
        .filter(item -> item.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new OstrichException(
                    "There is no '%s' to fetch. There are: %s."
                        .formatted(
                            name,
                            items.stream().map(Item::name).collect(Collectors.joining(", ")))));
  }
}
