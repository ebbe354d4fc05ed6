package org.ostrichml.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
  private static final Path HOME = Path.of("/home/me");

  @Test
  void everyPlatformHasItsPlace() {
    assertThat(CacheFolder.of(Map.of(), "Linux", HOME)).isEqualTo(HOME.resolve(".cache/ostrich"));
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/fast"), "Linux", HOME))
        .isEqualTo(Path.of("/fast/ostrich"));
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "not/absolute"), "Linux", HOME))
        .isEqualTo(HOME.resolve(".cache/ostrich"));
    assertThat(CacheFolder.of(Map.of(), "Mac OS X", HOME))
        .isEqualTo(HOME.resolve("Library/Caches/ostrich"));
    assertThat(CacheFolder.of(Map.of("LOCALAPPDATA", "/local"), "Windows 11", HOME))
        .isEqualTo(Path.of("/local/ostrich/cache"));
  }

  @Test
  void theVariableComesFirst() {
    assertThat(
            CacheFolder.of(
                Map.of("OSTRICH_CACHE", "mine", "XDG_CACHE_HOME", "/fast"), "Linux", HOME))
        .isEqualTo(Path.of("mine"));
  }
}
