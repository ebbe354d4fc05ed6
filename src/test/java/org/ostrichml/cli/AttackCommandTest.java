package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.cli.InProcess.BUS;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.attackBus;
import static org.ostrichml.cli.InProcess.ostrich;
import static org.ostrichml.cli.InProcess.with;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Shared;
import org.ostrichml.functional.Outcome;
import org.ostrichml.functional.Pixels;

class AttackCommandTest {
  private static final List<String> FILES =
      List.of("adversarial.png", "comparison.png", "perturbation.png");

  @TempDir Path folder;

  @Test
  void damagedPictureDoesNotStopTheOthers() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    Files.copy(sample("school_bus_1"), pictures.resolve("b.png"));
    Files.writeString(pictures.resolve("a.png"), "no picture");
    Path out = folder.resolve("out");

    Outcome outcome = attack(pictures, "--target=ostrich", "--epsilon=8/255", "--out", out);

    outcome.exits(2);
    assertThat(outcome.err().lines()).hasSize(1).allMatch(line -> line.contains("a.png is not"));
    assertThat(outcome.out()).contains("b.png: school bus", "1 of 1 succeeded");
    JsonObject report =
        Outcome.strictJson(Files.readString(out.resolve("report.json"))).getAsJsonObject();
    assertThat(report.getAsJsonArray("unreadable")).hasSize(1);
    assertThat(tree(out)).isEqualTo(expected("b"));
  }

  @Test
  void severalPicturesGetARowAndAFolderEach() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (String name : List.of("school_bus_1", "ostrich_1", "daisy_1")) {
      Files.copy(sample(name), pictures.resolve(name + ".png"));
    }
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
    Path out = folder.resolve("out");

    Outcome outcome = attack(pictures, "--target=ostrich", "--epsilon=8/255", "--out", out);

    outcome.exits(0);
    assertThat(outcome.err()).isEmpty();
    List<String> rows = outcome.out().lines().toList();
    assertThat(rows).hasSize(4); // One is skipped; the last two are the summary.
    assertThat(rows.get(0)).startsWith(pictures.resolve("daisy_1.png") + ": daisy 9");
    assertThat(rows.get(1)).startsWith(pictures.resolve("school_bus_1.png") + ": school bus 9");
    assertThat(rows.subList(0, 2))
        .allMatch(row -> row.matches(".* -> ostrich .*L-infinity 8\\.00 grey levels, succeeded"));
    assertThat(rows.get(2)).startsWith("2 of 2 succeeded (1 skipped: already the target); 40");
    assertThat(rows.get(3)).isEqualTo("no sign of masked gradients (6 checks)");
    assertThat(tree(out)).isEqualTo(expected("daisy_1", "school_bus_1"));
    JsonObject report =
        Outcome.strictJson(Files.readString(out.resolve("report.json"))).getAsJsonObject();
    assertThat(report.getAsJsonArray("pictures")).hasSize(2);
    assertThat(report.getAsJsonArray("skipped").get(0).getAsString()).endsWith("ostrich_1.png");
  }

  @Test
  void picturesOfOneNameOrAnOddOneKeepToTheirOwnFolders() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    List<Path> copies =
        List.of(
            other.resolve("school_bus_1.png"),
            other.resolve("report.json.png"),
            other.resolve("...png"),
            other.resolve(".png"));
    for (Path copy : copies) {
      Files.copy(BUS, copy);
    }
    Path out = folder.resolve("out");

    attack(BUS, with(copies.toArray(), "--steps=1", "--out", out, "--image"));

    assertThat(tree(out))
        .isEqualTo(expected("school_bus_1", "school_bus_1_2", "picture", "picture_2", "picture_3"));
    assertThat(tree(other)).hasSize(4);
  }

  @Test
  void batchSizeMakesNoDifference() {
    byte[][] one = attackFour("1");
    byte[][] three = attackFour("3");
    byte[][] eight = attackFour("8");

    for (int i = 0; i < one.length; i++) {
      assertThat(three[i]).isEqualTo(one[i]);
      assertThat(eight[i]).isEqualTo(one[i]);
    }
  }

  private byte[][] attackFour(String batch) {
    Path out = folder.resolve("batch" + batch);
    attack(
        sample("school_bus_1"),
        "--image",
        sample("school_bus_2"),
        sample("daisy_1"),
        sample("umbrella_1"),
        "--steps=8",
        "--seed=5",
        "--batch=" + batch,
        "--out",
        out);
    return Stream.of("school_bus_1", "school_bus_2", "daisy_1", "umbrella_1")
        .map(name -> bytes(out.resolve(name).resolve("adversarial.png")))
        .toArray(byte[][]::new);
  }

  @Test
  void eachPictureMayHaveATargetOfItsOwn() throws IOException {
    for (String target : List.of("random", "least-likely")) {
      Path out = folder.resolve(target);
      Outcome outcome =
          attack(BUS, "--target=" + target, "--epsilon=16/255", "--seed=4", "--out", out);
      JsonObject report =
          Outcome.strictJson(Files.readString(out.resolve("report.json"))).getAsJsonObject();
      JsonObject picture = report.getAsJsonArray("pictures").get(0).getAsJsonObject();
      String wanted = picture.get("target").getAsString();
      assertThat(wanted).isNotEqualTo("school bus");
      assertThat(outcome.out()).contains("(target: " + wanted + ")");
      assertThat(report.get("target").getAsString()).isEqualTo(target);
      assertThat(report.get("targetIndex").isJsonNull()).isTrue();
    }
  }

  @Test
  void theSeedAloneDecides() {
    byte[] first = attacked("--seed=1", "--steps=3");
    byte[] again = attacked("--seed=1", "--steps=3");
    byte[] other = attacked("--seed=2", "--steps=3");
    byte[] none = attacked("--steps=3");

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(none).isNotEqualTo(first);
  }

  private byte[] attacked(Object... more) {
    Path out = folder.resolve("seed");
    attackBus(with(more, "--out", out));
    return bytes(out.resolve("adversarial.png"));
  }

  @Test
  void jsonIsAllThatStandsOnStandardOutput() throws IOException {
    Path out = folder.resolve("out");

    Outcome outcome = attackBus("--json", "--out", out).exits(0);

    assertThat(outcome.json())
        .isEqualTo(Outcome.strictJson(Files.readString(out.resolve("report.json"))));
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void withoutATargetAnyOtherClassWillDo() {
    JsonObject report =
        attackBus("--json", "--out", folder.resolve("out")).exits(0).json().getAsJsonObject();

    assertThat(report.get("target").isJsonNull()).isTrue();
    assertThat(first(report, "before")).isEqualTo("school bus");
    assertThat(first(report, "after")).isNotEqualTo("school bus");
  }

  @Test
  void noBudgetMeansNoSuccessAndNoChange() {
    Path out = folder.resolve("out");

    Outcome outcome = attackBus("--target=ostrich", "--epsilon=0", "--steps=2", "--out", out);

    outcome.exits(1);
    assertThat(outcome.out()).contains("did not succeed", "0 of 1 succeeded", "L-infinity 0.00");
    Pixels saved = Pixels.read(out.resolve("adversarial.png"));
    assertThat(saved.farthest(Pixels.read(BUS))).isZero();
    // The middle of the grey levels, 127.5, rounds up.
    assertThat(Pixels.read(out.resolve("perturbation.png")).rgb()).containsOnly(128);
  }

  /** Whole grey levels fit into no budget below one. */
  @Test
  void aBudgetBelowAGreyLevelChangesNothing() {
    Path out = folder.resolve("out");

    attackBus("--epsilon=0.9/255", "--out", out).exits(1);

    assertThat(Pixels.read(out.resolve("adversarial.png")).farthest(Pixels.read(BUS))).isZero();
  }

  @Test
  void whatIsSavedKeepsToTheBudgetWithoutClippingToo() {
    Path out = folder.resolve("out");

    JsonObject report =
        attackBus("--json", "--no-clip", "--epsilon=8/255", "--out", out).json().getAsJsonObject();

    assertThat(report.get("clip").getAsBoolean()).isFalse();
    assertThat(Pixels.read(out.resolve("adversarial.png")).farthest(Pixels.read(BUS)))
        .isBetween(1, 8);
  }

  @Test
  void cropTakesTheCentralSquare() throws IOException {
    BufferedImage wide = new BufferedImage(192, 96, BufferedImage.TYPE_INT_RGB);
    wide.createGraphics().drawImage(ImageIO.read(BUS.toFile()), 48, 0, null);
    Path file = folder.resolve("wide.png");
    ImageIO.write(wide, "png", file.toFile());
    Path out = folder.resolve("out");

    attack(file, "--crop=centre", "--epsilon=4/255", "--out", out).exits(0);
    assertThat(Pixels.read(out.resolve("adversarial.png")).farthest(Pixels.read(BUS))).isEqualTo(4);

    attack(file, "--crop=none", "--epsilon=4/255", "--out", out);
    assertThat(Pixels.read(out.resolve("adversarial.png")).farthest(Pixels.read(BUS)))
        .isGreaterThan(40); // The whole picture, black margins and all.
  }

  @Test
  void greyDigitsOfAModelFromTheWild() throws IOException {
    Path model = Shared.path("models/thirdparty/hazra-mnist");
    BufferedImage digit = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 4; y < 24; y++) {
      for (int x = 13; x < 16; x++) {
        digit.getRaster().setSample(x, y, 0, 255); // A one.
      }
    }
    Path file = folder.resolve("one.png");
    ImageIO.write(digit, "png", file.toFile());
    JsonArray seen =
        ostrich("predict", "--json", "--model", model, "--image", file)
            .exits(0)
            .json()
            .getAsJsonArray();
    JsonArray predictions = seen.get(0).getAsJsonObject().getAsJsonArray("predictions");
    double sum = 0;
    Path out = folder.resolve("out");

    Outcome outcome =
        ostrich(
            "attack",
            "--model",
            model,
            "--image",
            file,
            "--target=7",
            "--epsilon=0.3",
            "--out",
            out);

    assertThat(predictions.get(0).getAsJsonObject().get("label").getAsString())
        .isEqualTo("class 1");
    for (int i = 0; i < predictions.size(); i++) {
      sum += predictions.get(i).getAsJsonObject().get("probability").getAsDouble();
    }
    assertThat(sum).isBetween(0.5, 1 + 1e-5);
    outcome.exits(0);
    assertThat(outcome.out()).contains("before    class 1 ", "after     class 7 ");
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("[0, 1] is assumed", "--bounds");
    Pixels saved = Pixels.read(out.resolve("adversarial.png"));
    assertThat(saved.farthest(Pixels.read(file))).isEqualTo(76); // 0.3 * 255 = 76.5
    for (int i = 0; i < saved.rgb().length; i += 3) {
      assertThat(saved.rgb()[i + 1]).isEqualTo(saved.rgb()[i]);
      assertThat(saved.rgb()[i + 2]).isEqualTo(saved.rgb()[i]);
    }
  }

  @Test
  void distancesAreInUnitsOfTheInput() {
    JsonObject distance =
        attackBus(
                "--json",
                "--target=3",
                "--bounds=0,255",
                "--epsilon=3",
                "--out",
                folder.resolve("out"))
            .json()
            .getAsJsonObject()
            .getAsJsonArray("pictures")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("distance");

    assertThat(distance.get("linf").getAsDouble()).isCloseTo(3, within(1e-4));
    assertThat(distance.get("greyLevels").getAsDouble()).isCloseTo(3, within(1e-4));
  }

  private static Outcome attack(Path image, Object... more) {
    return ostrich(with(more, "attack", "--model", PICTURES, "--image", image));
  }

  private static Path sample(String name) {
    return PICTURES.resolve("samples").resolve(name + ".png");
  }

  private static String first(JsonObject report, String when) {
    return report
        .getAsJsonArray("pictures")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray(when)
        .get(0)
        .getAsJsonObject()
        .get("label")
        .getAsString();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> expected(String... folders) {
    Set<String> files = new TreeSet<>(Set.of("report.json"));
    for (String folder : folders) {
      FILES.forEach(file -> files.add(folder + "/" + file));
    }
    return files;
  }

  private static Set<String> tree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
