package org.ostrichml.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Shared;
import org.ostrichml.data.Picture;

/** School bus to ostrich on a real Inception and a real photo. */
class GoogleNetTest {
  private static final int SCHOOL_BUS = 779;
  private static final int OSTRICH = 9;

  @TempDir Path out;

  @Test
  void fourGreyLevelsMakeAnOstrich() {
    JsonObject report = attack("googlenet", "--epsilon=4/255");

    assertThat(report.get("forwardPasses").getAsInt()).isEqualTo(40);
    assertThat(report.get("backwardPasses").getAsInt()).isEqualTo(40);
    check(report, 4);
    assertThat(distance(report, "linf")).isCloseTo(4 / 255d, within(1e-6));
  }

  @Test
  void twoGreyLevelsDoInAHundredSteps() {
    JsonObject report = attack("googlenet", "--epsilon=2/255", "--steps=100");

    assertThat(report.get("forwardPasses").getAsInt()).isEqualTo(100);
    check(report, 2);
  }

  /** Inputs from -1 to 1: 4 grey levels are 8/255 of its units. */
  @Test
  void theFrozenGraphDoesWithItsOwnUnits() {
    JsonObject report =
        attack(
            "googlenet_frozen/googlenet_frozen.pb",
            "--input=input:0",
            "--output=Identity:0",
            "--bounds=-1,1",
            "--epsilon=8/255");

    check(report, 4);
    assertThat(distance(report, "linf")).isCloseTo(8 / 255d, within(1e-6));
  }

  @Test
  void oneStepTakesOnePassEachWay() {
    Outcome outcome = run("googlenet", "--epsilon=4/255", "--method=fgsm");
    assertThat(outcome.code()).isIn(0, 1); // One step may not be enough.
    JsonObject report = outcome.json().getAsJsonObject();

    assertThat(report.get("forwardPasses").getAsInt()).isEqualTo(1);
    assertThat(report.get("backwardPasses").getAsInt()).isEqualTo(1);
    assertThat(distance(report, "greyLevels")).isCloseTo(4, within(1e-4));
  }

  /** What the article shows, on a real Inception: few photos, for the sake of time. */
  @Test
  void theDemoHoldsOnARealInception() throws IOException {
    Path photos = Files.createDirectory(out.resolve("photos"));
    for (String name : List.of("n07718747_artichoke.JPEG", "n02123597_Siamese_cat.JPEG")) {
      Files.copy(Shared.path("data/imagenet-samples/" + name), photos.resolve(name));
    }
    Files.copy(bus(), photos.resolve(bus().getFileName()));
    JsonObject report =
        Launcher.here()
            .run(
                "demo",
                "--no-open",
                "--json",
                "--model=" + Shared.path("models/googlenet"),
                "--images=" + photos,
                "--mnist=" + Shared.path("data/mnist"),
                "--out=" + out)
            .exits(0)
            .json()
            .getAsJsonObject();

    assertThat(report.get("holding").getAsInt()).isEqualTo(6);
    List<String> measured =
        report.getAsJsonArray("claims").asList().stream()
            .map(claim -> claim.getAsJsonObject().get("measured").getAsString())
            .toList();
    assertThat(measured.get(1)).startsWith("97.7% of 10,000 digits right");
    assertThat(measured.get(2))
        .contains("within 4 of 255, 1 of 1 school buses (90.6%) become ostriches (100.00%)")
        .contains("within 2 of 255, 1 of 1 school buses (90.6%) become ostriches (");
    assertThat(measured.get(3)).contains("3 of 3 become ostriches within 4 of 255");
    assertThat(measured.get(4)).startsWith("at first window screen 1").contains("school bus 99.");
  }

  private void check(JsonObject report, int levels) {
    JsonObject picture = report.getAsJsonArray("pictures").get(0).getAsJsonObject();
    JsonObject before = picture.getAsJsonArray("before").get(0).getAsJsonObject();
    JsonObject after = picture.getAsJsonArray("after").get(0).getAsJsonObject();
    assertThat(before.get("index").getAsInt()).isEqualTo(SCHOOL_BUS);
    assertThat(before.get("probability").getAsDouble()).isCloseTo(0.906, within(0.002));
    assertThat(after.get("index").getAsInt()).isEqualTo(OSTRICH);
    assertThat(after.get("probability").getAsDouble()).isGreaterThan(0.98);
    assertThat(distance(report, "greyLevels")).isCloseTo(levels, within(1e-4));
    Pixels fitted = Pixels.of(Picture.read(bus()).resize(224, 224).image());
    assertThat(Pixels.read(out.resolve("adversarial.png")).farthest(fitted)).isEqualTo(levels);
  }

  private static double distance(JsonObject report, String key) {
    return report
        .getAsJsonArray("pictures")
        .get(0)
        .getAsJsonObject()
        .getAsJsonObject("distance")
        .get(key)
        .getAsDouble();
  }

  private JsonObject attack(String model, Object... more) {
    return run(model, more).exits(0).json().getAsJsonObject();
  }

  private Outcome run(String model, Object... more) {
    Object[] fixed = {
      "attack",
      "--json",
      "--target=ostrich",
      "--model=" + Shared.path("models/" + model),
      "--image=" + bus(),
      "--out=" + out
    };
    Object[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return Launcher.here().run(all);
  }

  private static Path bus() {
    return Shared.path("data/imagenet-samples/n04146614_school_bus.JPEG");
  }
}
