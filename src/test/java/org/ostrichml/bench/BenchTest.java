package org.ostrichml.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.OstrichException;

/** Works from start to end on small models, without a Python and with scripts in its place. */
class BenchTest {
  private static final Path PICTURES = Path.of("saved_models/pictures");
  private static final Path SAMPLES = PICTURES.resolve("samples.csv");

  @TempDir Path folder;

  @Test
  void ostrichAloneIsTimed() {
    Result result = run(Work.MLP_1, null, 2);

    assertThat(result.marks()).isEmpty();
    assertThat(result.entries()).hasSize(1);
    Entry ours = result.entries().get(0);
    assertThat(ours.name()).isEqualTo("ostrich");
    assertThat(ours.milliseconds().best()).isLessThanOrEqualTo(ours.milliseconds().median());
    assertThat(ours.milliseconds().calls()).isGreaterThanOrEqualTo(2);
    assertThat(ours.pace().perStep()).isEqualTo(ours.milliseconds().best() / 40);
    assertThat(ours.check().maxPerturbation()).isPositive().isLessThanOrEqualTo(4 / 255f + 1e-9);
    assertThat(ours.check().sameStep()).isNull();
  }

  @Test
  void labelledPicturesAreAttackedUntilTheyFall() {
    Result result = run(Work.PHOTOS, null, 1);

    assertThat(result.task()).startsWith("pictures: ");
    assertThat(result.entries().get(0).check().robustAccuracy()).isBetween(0.0, 0.5);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryIsThatOfAProcess() {
    Entry ours = run(Work.MEMORY, null, 1).entries().get(0);

    assertThat(ours.failure()).isNull();
    assertThat(ours.megabytes()).isBetween(50.0, 5000.0);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void peersAreTimedBesideIt() throws IOException {
    Path python = StubPython.write(folder, StubPython.GOOD);

    Result result = run(Work.MLP_1, python, 2);

    assertThat(result.entries())
        .extracting(Entry::name)
        .containsExactly("ostrich", "foolbox", "art", "cleverhans", "tf-function");
    Entry art = result.entries().get(2);
    assertThat(art.milliseconds()).isEqualTo(new Timing(900, 400, 400, 4));
    assertThat(art.pace()).isEqualTo(new Pace(2, 10, 5));
    assertThat(art.ratio()).isEqualTo(400 / result.entries().get(0).milliseconds().best());
    assertThat(art.check()).isEqualTo(new Check(1, 0, 1.0, 1.0));
    assertThat(result.marks()).hasSize(1);
    assertThat(result.marks().get(0)).startsWith("ostrich finds ");
  }

  /** ART is not there, CleverHans hangs: Foolbox and the loop are measured all the same. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void peersThatFailAreOneLineEach() throws IOException {
    Path python =
        StubPython.write(
            folder,
            """
            *'"peer":"art"'*) echo '{"error":"No module named art"}';;
            *'"peer":"cleverhans"'*) sleep 100;;
            """
                + StubPython.GOOD);

    List<Peer> peers = List.of(Peer.values());
    Setup impatient = new Setup(null, null, folder, null, folder, python, peers, 2, 5, 1);
    Result result = new Bench(impatient).run(Work.MLP_1, () -> {});

    assertThat(result.entries())
        .extracting(Entry::failure)
        .containsExactly(
            null,
            null,
            "No module named art",
            "no answer within 5 s: killed; give it longer with --timeout",
            null);
    assertThat(BenchTable.of(result)).contains("\n  art            not measured: No module");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void memoryIsComparedWithTheLoops() throws IOException {
    Path python = StubPython.write(folder, StubPython.GOOD);

    List<Entry> entries = run(Work.MEMORY, python, 1).entries();

    assertThat(entries.get(1).megabytes()).isEqualTo(5);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aColdStartIsThatOfTheLauncher() throws IOException {
    Path seen = folder.resolve("seen");
    Path launcher = StubPython.script(folder, "echo \"$@\" > '%s'\nexit 1\n".formatted(seen));
    Path python = StubPython.script(folder, "echo 'No model' >&2\nexit 1\n");

    Result result = new Bench(setup(python, launcher, 3)).run(Work.COLD, () -> {});

    assertThat(Files.readString(seen))
        .contains("attack --model=" + PICTURES, "--image=", "--method=fgsm", "--epsilon=0.0156862");
    assertThat(result.entries().get(0).milliseconds().calls()).isEqualTo(3);
    assertThat(result.entries().get(1).failure()).isEqualTo("exit code 1: No model");
  }

  @Test
  void aColdStartNeedsTheLauncher() {
    Result result = new Bench(setup(null, folder.resolve("none"), 1)).run(Work.COLD, () -> {});

    assertThat(result.entries().get(0).failure()).contains("none cannot be started");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void turnsAreCounted() throws IOException {
    Path python = StubPython.write(folder, StubPython.GOOD);
    for (Work work : List.of(Work.MLP_1, Work.MEMORY, Work.COLD)) {
      Bench bench = new Bench(setup(python, folder.resolve("none"), 2));
      AtomicInteger ticks = new AtomicInteger();

      bench.run(work, ticks::incrementAndGet);

      assertThat(ticks).hasValue(bench.turns(work));
    }
  }

  @Test
  void temporaryFilesAreDeleted() {
    Path kept;
    try (Folder temporary = Folder.create()) {
      kept = temporary.path();
      Python.script(kept);
      assertThat(kept).isNotEmptyDirectory();
    }
    assertThat(kept).doesNotExist();
  }

  @Test
  void aModelThatTakesAnySizeNeedsOne() throws IOException {
    TwoClasses.write(folder.resolve("any.pb"), -1, -1, 2);
    Files.writeString(folder.resolve("ostrich.json"), "{\"input\": \"x:0\", \"output\": \"y:0\"}");
    Path any = folder.resolve("any.pb");
    Setup setup = new Setup(any, null, folder, null, folder, null, List.of(), 1, 1, 1);

    assertThatThrownBy(() -> new Bench(setup).run(Work.MODEL_BATCH1, () -> {}))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll("any.pb", "[-1, -1, 2]", "inputShape");
  }

  @Test
  void worksAreAllowedByWhatIsGiven() {
    Setup nothing = new Setup(null, null, folder, null, folder, null, List.of(), 1, 1, 1);
    assertThat(Arrays.stream(Work.values()).filter(nothing::allows))
        .containsExactly(Work.MLP_1, Work.MLP_100, Work.MLP_1000, Work.MLP_100_EARLY);
    assertThat(Arrays.stream(Work.values()).filter(setup(null, folder, 1)::allows))
        .contains(Work.MODEL_BATCH8, Work.PHOTOS, Work.COLD, Work.MEMORY)
        .doesNotContain(Work.MNIST);
  }

  private Result run(Work work, Path python, int rounds) {
    return new Bench(setup(python, folder.resolve("none"), rounds)).run(work, () -> {});
  }

  private Setup setup(Path python, Path launcher, int rounds) {
    List<Peer> peers = List.of(Peer.values());
    return new Setup(PICTURES, SAMPLES, folder, null, launcher, python, peers, rounds, 60, 1);
  }
}
