package org.ostrichml.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.fetch.Archives.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.OstrichException;

class FetcherTest {
  private static final byte[] DATA = random(300_000);

  @TempDir Path folder;
  private final FileServer server = new FileServer(DATA);

  /**
   * Sees how long the part is when each connection ends. What was sent last is lost where the cut
   * is noticed before it is read.
   */
  private final class Ends implements FetchListener {
    private final SortedMap<Integer, Long> lengths = new TreeMap<>();

    @Override
    public void arrived(String file, long done, long total) {
      Path part = folder.resolve("downloads").resolve(file + ".part");
      lengths.put(server.ranges.size(), part.toFile().length());
    }

    @Override
    public void waiting() {}

    /** The ranges of a download that goes on each time where the part ends. */
    List<String> resumed() {
      Stream<Long> cut = lengths.headMap(lengths.lastKey()).values().stream();
      return Stream.concat(Stream.of("null"), cut.map("bytes=%d-"::formatted)).toList();
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void dataIsFetchedOnce() throws Exception {
    List<Long> progress = new ArrayList<>();
    FetchListener listener =
        new FetchListener() {
          @Override
          public void arrived(String file, long done, long total) {
            assertThat(total).isEqualTo(DATA.length);
            progress.add(done);
          }

          @Override
          public void waiting() {}
        };
    Path data = data(sha256(DATA)).fetch("data", listener);
    assertThat(data.resolve("x.bin")).hasBinaryContent(DATA);
    assertThat(progress).isSorted().startsWith(0L).endsWith((long) DATA.length);
    assertThat(data(sha256(DATA)).fetch("data", new Silence())).isEqualTo(data);
    assertThat(server.ranges).hasSize(1);
    assertThat(left()).containsExactlyInAnyOrder(".lock", "data", "downloads/x.bin.sha256");
  }

  @Test
  void cutConnectionsAreResumed() throws Exception {
    server.cutAfter = 100_000;
    Ends ends = fetched(sha256(DATA));
    assertThat(server.ranges).hasSizeGreaterThan(2).isEqualTo(ends.resumed());
  }

  @Test
  void laterCallsGoOnWhereEarlierOnesStopped() throws Exception {
    server.cutAfter = 100_000;
    server.cutOnce = true;
    server.stalls = false;
    Fetcher fetcher = data(null);
    Path part = Files.createDirectories(folder.resolve("downloads")).resolve("x.bin.part");
    Files.write(part, java.util.Arrays.copyOf(DATA, 50_000));
    Files.writeString(folder.resolve("downloads/x.bin.etag"), server.tag);
    server.status = 503;
    refused(fetcher, "the server answers 503", "50,000 of 300,000 bytes are there");
    assertThat(part).hasSize(50_000);
    server.status = 0;
    server.cutAfter = -1;
    fetched(null);
    assertThat(server.ranges).endsWith("bytes=50000-").doesNotContain("null");
  }

  @Test
  void serversWithoutRangesStartAgain() throws Exception {
    server.knowsRanges = false;
    server.cutAfter = 100_000;
    server.cutOnce = true;
    Ends ends = fetched(sha256(DATA));
    assertThat(server.ranges).hasSize(2).isEqualTo(ends.resumed());
  }

  @Test
  void filesThatChangedInBetweenStartAgain() throws Exception {
    Files.createDirectories(folder.resolve("downloads"));
    Files.write(folder.resolve("downloads/x.bin.part"), random(1000));
    Files.writeString(folder.resolve("downloads/x.bin.etag"), "\"another\"");
    fetched(sha256(DATA));
  }

  @Test
  void partsThatAreTooLongStartAgain() throws Exception {
    Files.createDirectories(folder.resolve("downloads"));
    Files.write(folder.resolve("downloads/x.bin.part"), random(DATA.length + 5));
    fetched(sha256(DATA));
  }

  @Test
  void partsThatAreCompleteAreTaken() throws Exception {
    Files.createDirectories(folder.resolve("downloads"));
    Files.write(folder.resolve("downloads/x.bin.part"), DATA);
    fetched(sha256(DATA));
  }

  @Test
  void wrongBytesAreRefusedAndDeleted() throws Exception {
    String right = sha256(DATA);
    server.content = random(1000);
    refused(data(right), "x.bin does not hold what it should", right, "fetch it again");
    assertThat(left()).containsExactly(".lock");
    server.content = DATA;
    fetched(right);
  }

  /** Where nobody knows the digest, the first download is trusted and later ones must equal it. */
  @Test
  void firstDigestIsRemembered() throws Exception {
    fetched(null);
    Files.delete(folder.resolve("data/x.bin"));
    Files.delete(folder.resolve("data"));
    server.content = random(1000);
    refused(data(null), "expected " + sha256(DATA), "after deleting", "x.bin.sha256");
  }

  @Test
  void missingFilesAreSaidSo() {
    server.status = 404;
    refused(data(null), "x.bin", "the server answers 404");
    assertThat(server.ranges).hasSize(1);
  }

  @Test
  void absentServersAreSaidSo() {
    Fetcher fetcher = data(null);
    server.close();
    refused(fetcher, "x.bin cannot be downloaded", "0 of 300,000 bytes");
  }

  @Test
  void farTooLargeFilesAreNotDownloaded() {
    server.content = new byte[3_000_000];
    refused(data(null), "is far larger than it should be");
  }

  @Test
  void cachesThatCannotBeWrittenAreNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Fetcher fetcher = new Fetcher(file.resolve("cache"), items(null));
    refused(fetcher, "Cannot write", "file is not a folder");
  }

  @Test
  void fullDisksAreSaidSo() throws Exception {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full));
    Files.createDirectories(folder.resolve("downloads"));
    Files.createSymbolicLink(folder.resolve("downloads/x.bin.part"), full);
    refused(data(null), "x.bin.part", "no space is left on the disk");
  }

  @Test
  void threadsFetchOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Path>> paths = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        paths.add(threads.submit(() -> data(null).fetch("data", new Silence())));
      }
      for (Future<Path> path : paths) {
        assertThat(path.get().resolve("x.bin")).hasBinaryContent(DATA);
      }
      assertThat(server.ranges).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void interruptedProgramsLeaveThePartAlone() throws Exception {
    server.cutAfter = 100_000;
    server.stalls = true;
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                InterruptedFetch.class.getName(),
                folder.toString(),
                server.address("x.bin").toString())
            .inheritIO()
            .start();
    Path part = folder.resolve("downloads/x.bin.part");
    for (int i = 0; i < 600 && (!Files.exists(part) || Files.size(part) < 100_000); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    program.destroy();
    program.waitFor();
    assertThat(part).hasSize(100_000);
    assertThat(left())
        .containsExactlyInAnyOrder(".lock", "downloads/x.bin.part", "downloads/x.bin.etag");
    server.cutAfter = -1;
    fetched(sha256(DATA));
    assertThat(server.ranges).containsExactly("null", "bytes=100000-");
  }

  @Test
  void hostileArchivesAreDeletedAndLeaveNothing() throws Exception {
    server.content = Archives.zip(Map.of("../evil", bytes("evil")));
    Download download = new Download(server.address("a.zip"), 100, null);
    Item item = new Item("data", "", List.of(download), null);
    refused(new Fetcher(folder, List.of(item)), "a.zip", "leads out of its folder");
    assertThat(left()).containsExactly(".lock");
  }

  @Test
  void unknownNamesAreToldWhatThereIs() {
    assertThatThrownBy(() -> new Fetcher(folder).fetch("vgg", new Silence()))
        .isInstanceOf(OstrichException.class)
        .hasMessage(
            "There is no 'vgg' to fetch. There are: inception-v3, inception-2015, inception5h, mnist.");
  }

  private Ends fetched(String sha256) {
    Ends ends = new Ends();
    Path data = data(sha256).fetch("data", ends);
    assertThat(data.resolve("x.bin")).hasBinaryContent(DATA);
    assertThat(folder.resolve("downloads/x.bin.part")).doesNotExist();
    return ends;
  }

  private Fetcher data(String sha256) {
    return new Fetcher(folder, items(sha256));
  }

  private List<Item> items(String sha256) {
    Download download = new Download(server.address("x.bin"), DATA.length, sha256);
    return List.of(new Item("data", "random numbers", List.of(download), null));
  }

  /** The files of the cache, and what was fetched by its folder. */
  private List<String> left() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.equals(folder) && !path.endsWith("downloads"))
          .filter(path -> !path.getParent().endsWith("data"))
          .map(path -> folder.relativize(path).toString())
          .toList();
    }
  }

  private static void refused(Fetcher fetcher, String... parts) {
    assertThatThrownBy(() -> fetcher.fetch("data", new Silence()))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
