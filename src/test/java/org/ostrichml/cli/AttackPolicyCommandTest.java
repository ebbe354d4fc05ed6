package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.ostrich;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.functional.Outcome;

/** The agents that come along, misled in episodes that they were not trained in. */
class AttackPolicyCommandTest {
  @TempDir Path folder;

  private JsonArray rows(String agent, String epsilon) {
    Outcome outcome =
        ostrich(
            "attack-policy",
            "--model",
            "saved_models/" + agent,
            "--environment",
            agent,
            "--epsilon",
            epsilon,
            "--episodes",
            20,
            "--seed",
            9_000_000,
            "--json",
            "--out",
            folder);
    outcome.exits(0);
    return outcome.json().getAsJsonObject().getAsJsonArray("rows");
  }

  private static double mean(JsonArray rows, int row) {
    return rows.get(row).getAsJsonObject().get("meanReturn").getAsDouble();
  }

  @Test
  void catchLosesMostOfItsBalls() {
    JsonArray rows = rows("catch", "0.05");
    double clean = mean(rows, 0);
    assertThat(clean).isGreaterThan(9.5);
    assertThat(mean(rows, 1)).isGreaterThan(0.9 * clean); // Noise.
    assertThat(mean(rows, 2)).isLessThan(0.6 * clean); // FGSM.
    assertThat(mean(rows, 3)).isLessThan(mean(rows, 2)); // PGD.
    assertThat(mean(rows, 4)).isLessThan(0.5 * clean); // PGD, timed.
    JsonObject timed = rows.get(4).getAsJsonObject();
    assertThat(timed.get("changed").getAsDouble()).isLessThan(0.5);
    assertThat(folder.resolve("report.json")).exists();
  }

  @Test
  void thePoleFalls() {
    JsonArray rows = rows("cartpole", "0.15");
    assertThat(mean(rows, 0)).isGreaterThan(475);
    assertThat(mean(rows, 1)).isGreaterThan(450);
    assertThat(mean(rows, 2)).isLessThan(250);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Object[] start = {
      "attack-policy", "--model", "saved_models/catch", "--epsilon=0.1", "--out", folder
    };
    ostrich(InProcess.with(new Object[] {"--environment=chess"}, start)).refuses("'chess'");
    ostrich(InProcess.with(new Object[] {"--environment=cartpole"}, start))
        .refuses("shape [100, 4]", "[-1, 24, 24, 2]");
    ostrich(InProcess.with(new Object[] {"--environment=catch", "--target=jump"}, start))
        .refuses("'jump'");
  }
}
