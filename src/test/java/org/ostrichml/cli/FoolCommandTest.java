package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.ostrich;
import static org.ostrichml.cli.InProcess.with;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.functional.Outcome;
import org.ostrichml.functional.Pixels;

class FoolCommandTest {
  @TempDir Path folder;

  private Outcome fool(Object... more) {
    return ostrich(with(more, "fool", "--model", PICTURES, "--target=school bus", "--out", folder));
  }

  /** The confidence of the report is that of the saved picture, as another command sees it. */
  @Test
  void savedPictureIsTakenForTheTargetWithTheConfidence() throws IOException {
    Outcome outcome = fool("--confidence=0.93").exits(0);

    assertThat(outcome.out())
        .containsPattern("start +\\w.*\\n  end +school bus 9\\d")
        .contains("1 of 1 taken for school bus with at least 93.0%, as saved");
    for (String file : new String[] {"start.png", "comparison.png", "report.json"}) {
      assertThat(folder.resolve(file)).isNotEmptyFile();
    }
    JsonObject seen =
        ostrich("predict", "--json", "--model", PICTURES, "--image", folder.resolve("fooling.png"))
            .json()
            .getAsJsonArray()
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("predictions")
            .get(0)
            .getAsJsonObject();
    assertThat(seen.get("label").getAsString()).isEqualTo("school bus");
    assertThat(seen.get("probability").getAsDouble()).isBetween(0.93, 1.0);
    JsonObject report =
        Outcome.strictJson(Files.readString(folder.resolve("report.json"))).getAsJsonObject();
    assertThat(report.get("epsilon").isJsonNull()).isTrue();
    assertThat(report.get("succeeded").getAsInt()).isEqualTo(1);
  }

  @Test
  void withinEpsilonOfTheNoise() {
    fool("--epsilon=0.1", "--steps=5", "--confidence=1").exits(1);

    assertThat(
            Pixels.read(folder.resolve("fooling.png"))
                .farthest(Pixels.read(folder.resolve("start.png"))))
        .isBetween(1, 25);
  }

  @Test
  void severalGetAFolderEachAndTheFirstIsTheSame() throws IOException {
    fool("--steps=5");
    byte[] alone = Files.readAllBytes(folder.resolve("start.png"));
    fool("--steps=5", "--count=2");

    assertThat(Files.readAllBytes(folder.resolve("1/start.png"))).isEqualTo(alone);
    assertThat(Files.readAllBytes(folder.resolve("2/start.png"))).isNotEqualTo(alone);
    fool("--count=0").exits(2);
    fool("--confidence=2").exits(2);
  }
}
