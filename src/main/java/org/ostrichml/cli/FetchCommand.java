package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.data.CacheFolder;
import org.ostrichml.fetch.FetchListener;
import org.ostrichml.fetch.Fetcher;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "fetch",
    description = "Download a well-known model or data set.",
    footer = {
      "",
      "A model that was fetched is named like a path: --model inception-v3.",
      "They are kept in the folder that OSTRICH_CACHE names, by default the user's",
      "cache. A download that was cut off goes on where it stopped.",
      "",
      "Examples:",
      "  ostrich fetch --list",
      "  ostrich fetch inception-v3"
    })
final class FetchCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @ArgGroup(multiplicity = "1")
  private Choice choice;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Where to keep it (default: OSTRICH_CACHE, else the user's cache). Other commands look where OSTRICH_CACHE says.")
  private Path cache;

  @Override
  public Integer call() {
    Fetcher fetcher = new Fetcher(cache == null ? CacheFolder.usual() : cache);
    if (choice.list) {
      fetcher.list().forEach(FetchCommand::print);
      return Main.DONE;
    }
    try (Bar bar = new Bar()) {
      Path path = fetcher.fetch(choice.name, bar);
      System.out.println(choice.name + " is at " + path);
    }
    if (cache != null && !cache.toAbsolutePath().equals(CacheFolder.usual().toAbsolutePath())) {
      System.err.println(
          "ostrich: set OSTRICH_CACHE=%s, so that other commands find %s there by its name."
              .formatted(cache, choice.name));
    }
    return Main.DONE;
  }

  private static void print(Fetcher.Entry entry) {
    System.out.printf(
        Locale.ROOT,
        "%-14s  %-58s  %5.1f MB  %s%n",
        entry.name(),
        entry.description(),
        entry.size() / MEGABYTE,
        entry.path() == null ? "not fetched" : "at " + entry.path());
  }

  /** One thing, or all there is. */
  private static final class Choice {
    @Parameters(paramLabel = "NAME", description = "What to fetch.")
    private String name;

    @Option(names = "--list", description = "Show what there is, and what of it is here.")
    private boolean list;
  }

  /** Shows each file as it comes. */
  private static final class Bar implements FetchListener, AutoCloseable {
    private String shown;
    private ProgressBar bar;

    @Override
    public void arrived(String file, long done, long total) {
      if (!file.equals(shown)) {
        close();
        shown = file;
        bar = Terminal.download(file, total);
      }
      bar.maxHint(total).stepTo(done);
    }

    @Override
    public void waiting() {
      System.err.println("ostrich: another fetch is at work in this cache: waiting for it.");
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
