package org.ostrichml.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where files are kept that can be had again: what was fetched, what was unpacked. */
public final class CacheFolder {
  private CacheFolder() {}

  /** The folder that {@code OSTRICH_CACHE} names, else this platform's usual place. */
  public static Path usual() {
    return of(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  static Path of(Map<String, String> environment, String system, Path home) {
    String chosen = environment.getOrDefault("OSTRICH_CACHE", "");
    if (!chosen.isEmpty()) {
      return Path.of(chosen);
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve("Library/Caches/ostrich");
    }
    if (name.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      return (local == null ? home.resolve("AppData/Local") : Path.of(local))
          .resolve("ostrich/cache");
    }
    Path base = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    return (base.isAbsolute() ? base : home.resolve(".cache")).resolve("ostrich");
  }
}
