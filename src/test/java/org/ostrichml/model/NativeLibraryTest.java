package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.OstrichException;
import org.ostrichml.model.NativeKernels.Outcome;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/**
 * All that can be wrong with the library of native kernels: the standard path, and one sentence.
 */
class NativeLibraryTest {
  private static final String LIBRARY = "libostrich_kernels.so";
  private static final byte[] CONTENT = "no library".getBytes(StandardCharsets.UTF_8);

  @TempDir Path cache;
  private final Map<String, byte[]> packed = new HashMap<>();

  @BeforeEach
  void pack() throws Exception {
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
    packed.put(LIBRARY, CONTENT);
    manifest("contract=" + NativeLibrary.CONTRACT + "\nsha256=" + digest);
  }

  private void manifest(String text) {
    packed.put("kernels.properties", text.getBytes(StandardCharsets.UTF_8));
  }

  private NativeLibrary library() {
    return new NativeLibrary(
        "kernels",
        name -> packed.containsKey(name) ? new ByteArrayInputStream(packed.get(name)) : null,
        cache);
  }

  private void refuses(String... words) {
    assertThatThrownBy(() -> library().file())
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(words);
    Outcome outcome = NativeKernels.load(library(), file -> ops(NativeKernels.LRN));
    assertThat(outcome.available()).isFalse();
    assertThat(outcome.warning()).startsWith("The native kernels are not used").contains(words);
    assertThat(outcome.description()).startsWith("TensorFlow's kernels (");
  }

  private static OpList ops(String name) {
    return OpList.newBuilder().addOp(OpDef.newBuilder().setName(name)).build();
  }

  @Test
  void isUnpackedOnce() throws IOException {
    Path file = library().file();
    assertThat(file).hasBinaryContent(CONTENT).hasParent(cache);
    assertThat(NativeKernels.load(library(), f -> ops(NativeKernels.LRN)).available()).isTrue();
    assertThat(library().file()).isEqualTo(file);
    try (var files = Files.list(cache)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aDamagedCopyInTheCacheIsReplaced() throws IOException {
    Path file = library().file();
    Files.writeString(file, "damaged");
    assertThat(library().file()).isEqualTo(file).hasBinaryContent(CONTENT);
  }

  @Test
  void isMissing() {
    packed.clear();
    refuses("no library for " + NativeLibrary.platform(), "CMake");
  }

  @Test
  void isMissingBesideItsManifest() {
    packed.remove(LIBRARY);
    refuses("missing", "build it anew");
  }

  @Test
  void isStale() {
    manifest("contract=0\nsha256=0");
    refuses("another version", "build it anew");
  }

  @Test
  void isAnotherThanWasBuilt() {
    packed.put(LIBRARY, new byte[3]);
    refuses("not the one that was built");
  }

  @Test
  void hasAManifestThatIsNone() {
    manifest("contract=\\u00");
    refuses("cannot be read");
  }

  @Test
  void theCacheCannotBeWritten() throws IOException {
    Files.delete(cache);
    Files.writeString(cache, "a file");
    refuses("is not a folder");
  }

  @Test
  void isNoLibraryOfThisPlatform() {
    Outcome outcome =
        NativeKernels.load(library(), file -> TensorFlow.loadLibrary(file.toString()));
    assertThat(outcome.available()).isFalse();
    assertThat(outcome.warning()).contains(cache.toString()).doesNotContain("\n");
  }

  @Test
  void lacksTheOps() {
    Outcome outcome = NativeKernels.load(library(), file -> ops("Other"));
    assertThat(outcome.available()).isFalse();
    assertThat(outcome.warning()).contains("lacks the ops");
  }

  /**
   * Tests of the kernels are skipped where there are none, and must not be where some are broken.
   */
  @Test
  void whatWasBuiltIsLoadedOnABuildServer() throws IOException {
    assumeThat(System.getenv("CI")).isEqualTo("true");
    try (InputStream built = NativeLibrary.packed("kernels").packed().apply("kernels.properties")) {
      assumeThat(built).as("The build found no CMake or C++ compiler").isNotNull();
    }
    assertThat(NativeKernels.warning()).isEmpty();
  }
}
