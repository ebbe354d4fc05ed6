package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.cli.InProcess.BUS;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.ostrich;
import static org.ostrichml.cli.InProcess.with;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.ostrichml.functional.Outcome;

class UniversalCommandTest {
  private static final Path SAMPLES = PICTURES.resolve("samples");

  @TempDir Path folder;

  private Outcome universal(Object... more) {
    return ostrich(with(more, "universal", "--model", PICTURES, "--out", folder, "--steps=20"));
  }

  @Test
  void writesThePerturbationAndHowManyItFools() throws IOException {
    Outcome outcome = universal("--images", SAMPLES, "--test", BUS).exits(0);

    assertThat(outcome.out()).containsPattern("fools \\d+ of \\d+ \\(\\d.*, and [01] of 1 ");
    Batch perturbation = Npy.readFloats(folder.resolve("perturbation.npy"));
    assertThat(perturbation.size()).isEqualTo(1);
    float[] values = perturbation.values();
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
      assertThat(value * 255).isCloseTo(Math.round(value * 255), within(1e-3f));
    }
    assertThat(largest * 255).isCloseTo(10, within(1e-3f));
    JsonObject report =
        Outcome.strictJson(Files.readString(folder.resolve("report.json"))).getAsJsonObject();
    JsonObject found = report.getAsJsonObject("found");
    assertThat(found.get("rate").getAsDouble())
        .isEqualTo(found.get("fooled").getAsDouble() / found.get("pictures").getAsDouble())
        .isPositive();
    assertThat(folder.resolve("perturbation.png")).isNotEmptyFile();
    assertThat(folder.resolve("comparison.png")).isNotEmptyFile();
  }

  @Test
  void nothingFoundIsExitCodeOne() {
    Outcome outcome = universal("--images", BUS, "--epsilon=0", "--json").exits(1);

    assertThat(outcome.json().getAsJsonObject().get("test").isJsonNull()).isTrue();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    universal("--images", BUS, "--norm=l1").exits(2);
    universal("--images", BUS, "--batch=0").exits(2);
    universal("--images", folder.resolve("none")).exits(2);
  }
}
