package org.ostrichml.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.fetch.Archives.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;

class ArchiveTest {
  private static final long LIMIT = 1 << 20;

  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(root.resolve("folder"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tgz", "a.tar.gz"})
  void filesComeOut(String name) throws IOException {
    Map<String, byte[]> files = Map.of("one", bytes("1"), "./sub/two", bytes("2"));
    Archive.unpack(
        file(name, name.endsWith("zip") ? Archives.zip(files) : Archives.tarGz(files)),
        folder,
        LIMIT);
    assertThat(folder.resolve("one")).hasContent("1");
    assertThat(folder.resolve("sub/two")).hasContent("2");
  }

  @ParameterizedTest
  @CsvSource({"a.zip, ../evil", "a.tgz, ../evil", "a.tgz, sub/../../evil", "a.zip, /../../../evil"})
  void pathsOutOfTheFolderAreRefused(String name, String entry) throws IOException {
    Map<String, byte[]> files = Map.of(entry, bytes("evil"));
    byte[] archive = name.endsWith("zip") ? Archives.zip(files) : Archives.tarGz(files);
    refused(name, archive, "leads out of its folder");
    assertThat(root.resolve("evil")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void linksAreRefused(boolean symbolic) throws IOException {
    refused("a.tgz", Archives.tarGzOfLink("link", "/etc/passwd", symbolic), "which is a link");
  }

  @Test
  void bombsAreRefused() throws IOException {
    byte[] zeros = new byte[2 << 20];
    refused("a.zip", Archives.zip(Map.of("zeros", zeros)), "far more than it should");
    refused("a.tgz", Archives.tarGz(Map.of("zeros", zeros)), "far more than it should");
  }

  @Test
  void truncatedArchivesAreDamaged() throws IOException {
    byte[] whole = Archives.tarGz(Map.of("one", bytes("1")));
    refused("a.tgz", Arrays.copyOf(whole, whole.length / 2), "is a damaged archive");
    refused("b.tgz", bytes("no archive at all"), "is a damaged archive");
  }

  private void refused(String name, byte[] archive, String part) throws IOException {
    Path file = file(name, archive);
    assertThatThrownBy(() -> Archive.unpack(file, folder, LIMIT))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(name, part);
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(root.resolve(name), content);
  }
}
