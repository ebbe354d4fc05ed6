package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.ostrich;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.functional.Outcome;

class BenchCommandTest {
  @TempDir Path folder;

  @Test
  void worksAreListed() {
    Outcome outcome = ostrich("bench", "--list").exits(0);

    assertThat(outcome.out().lines()).hasSize(10);
    assertThat(outcome.out())
        .contains("mlp-1 ", "photos         PGD-40", "(needs --model and --images)");
  }

  @Test
  void aTableIsPrinted() {
    Outcome outcome = ostrich("bench", "--work", "mlp-1", "--rounds", "1").exits(0);

    assertThat(outcome.out())
        .contains("TensorFlow 2.", "mlp-1  PGD-40", "first ms", "forwards", "\n  ostrich ");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void programsGetJson() {
    JsonObject report =
        ostrich("bench", "--work", "mlp-1,MLP_1", "--rounds", "1", "--json")
            .exits(0)
            .json()
            .getAsJsonObject();

    assertThat(report.getAsJsonObject("machine").get("cores").getAsInt()).isPositive();
    assertThat(report.getAsJsonArray("results")).hasSize(1);
  }

  @Test
  void readmesGetMarkdown() {
    Outcome outcome = ostrich("bench", "--work", "mlp-1", "--rounds", "1", "--markdown").exits(0);

    assertThat(outcome.out())
        .startsWith("Measured on ")
        .contains("| --- |", "| `mlp-1`: PGD-40 on one example");
  }

  @Test
  void whatIsMissingIsNamed() {
    ostrich("bench", "--work", "photos", "--model", PICTURES)
        .refuses("photos", "--model and --images");
    ostrich("bench", "--work", "mnist").refuses("mnist needs --mnist");
    ostrich("bench", "--model", folder.resolve("none")).refuses("none does not exist");
    ostrich("bench", "--model", folder, "--work", "memory").refuses(folder.toString());
  }

  @Test
  void whatIsUnknownIsRefusedWithWhatThereIs() {
    ostrich("bench", "--work", "mlp-2").refusesUsage("'mlp-2' is no work", "mlp-1, mlp-100,");
    ostrich("bench", "--peers", "keras").refusesUsage("'keras' is no peer", "art, cleverhans");
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    ostrich("bench", "--rounds", "0").refuses("rounds");
    ostrich("bench", "--timeout", "0").refuses("time-out");
    ostrich("bench", "--json", "--markdown").refuses("--json and --markdown");
  }

  @Test
  void aPythonWithoutTensorFlowIsRefused() {
    ostrich("bench", "--python", folder.resolve("none")).refuses("none", "cannot be started");
    ostrich("bench", "--python", "/bin/false").refuses("/bin/false", "tensorflow");
  }
}
