package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.attackBus;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.functional.Outcome;

/** The attacks that look for the least change of a picture. */
class LeastChangeCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "--method=cw, --steps=100, l2",
    "--method=fmn, --steps=60, linf",
    "--method=fmn, --norm=l2, l2",
    "--method=deepfool, --steps=30, l2",
    "--method=deepfool, --norm=linf, linf",
    "--method=lbfgs, --steps=60, l2",
    "--method=fgsm, --smallest-epsilon, linf",
    "--smallest-epsilon, --norm=l2, l2"
  })
  void savedPictureIsAdversarialWithoutAnEpsilon(String first, String second, String norm)
      throws IOException {
    attackBus(first, second, "--out", folder).exits(0);
    JsonObject report =
        Outcome.strictJson(Files.readString(folder.resolve("report.json"))).getAsJsonObject();
    assertThat(report.get("epsilon").isJsonNull()).isTrue();
    assertThat(report.get("norm").getAsString()).isEqualTo(norm);
    JsonObject distance =
        report.getAsJsonArray("pictures").get(0).getAsJsonObject().getAsJsonObject("distance");
    assertThat(distance.get(norm).getAsDouble()).isPositive();
    assertThat(distance.get("greyLevels").getAsDouble()).isLessThan(40);
  }

  /** Decisions alone lead less far in so few queries than gradients do. */
  @Test
  void savedPictureIsAdversarialByDecisionsAlone() throws IOException {
    attackBus("--method=hopskipjump", "--queries=600", "--seed=3", "--out", folder).exits(0);
    JsonObject report =
        Outcome.strictJson(Files.readString(folder.resolve("report.json"))).getAsJsonObject();
    assertThat(report.get("epsilon").isJsonNull()).isTrue();
    assertThat(report.get("norm").getAsString()).isEqualTo("l2");
    assertThat(report.get("forwardPasses").getAsInt()).isBetween(500, 600);
    assertThat(report.get("backwardPasses").getAsInt()).isZero();
    attackBus("--method=hopskipjump", "--steps=9", "--out", folder).exits(2);
  }

  @Test
  void smallestEpsilonIsTheDistance() {
    Outcome outcome = attackBus("--target=ostrich", "--smallest-epsilon", "--out", folder);
    outcome.exits(0);
    String levels = outcome.out().replaceAll("(?s).*L-infinity (\\d+)\\.00 grey levels.*", "$1");
    int found = Integer.parseInt(levels);
    attackBus("--target=ostrich", "--epsilon=" + found + "/255", "--out", folder).exits(0);
    attackBus("--target=ostrich", "--epsilon=" + (found - 1) + "/255", "--out", folder).exits(1);
  }

  @Test
  void epsilonIsTheLargestChange() throws IOException {
    attackBus("--method=fmn", "--epsilon=1/2550", "--out", folder).exits(1);
    attackBus("--smallest-epsilon", "--epsilon=1/2550", "--out", folder).exits(1);
    assertThat(Files.readString(folder.resolve("report.json"))).contains("\"linf\": 0.0");
  }

  @Test
  void whatDoesNotBelongIsRefused() {
    attackBus("--method=cw", "--smallest-epsilon").refuses("cw looks for the least", "leave out");
    attackBus("--method=fmn", "--seed=1").refuses("fmn looks for the least", "leave out");
    attackBus("--method=cw", "--norm=linf").refuses("in l2, not in linf");
    attackBus("--method=deepfool", "--step-size=1").refuses("leave out --step-size");
    attackBus("--smallest-epsilon", "--step-size=1").refuses("leave out --step-size");
  }
}
