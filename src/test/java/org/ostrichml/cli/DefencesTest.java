package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.ostrich;
import static org.ostrichml.cli.InProcess.robustAccuracy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.Shared;

/** The defended models that come along: what is left of each, before and after. */
class DefencesTest {
  private static final Path DEFENDED = Path.of("saved_models/defended");

  private static JsonObject evaluated(String name, Path data, String epsilon, Object... more) {
    return ostrich(
            InProcess.with(
                more,
                "evaluate",
                "--adaptive",
                "--attack=pgd",
                "--json",
                "--model",
                DEFENDED.resolve(name),
                "--data",
                data,
                "--epsilon",
                epsilon))
        .exits(0)
        .json()
        .getAsJsonObject();
  }

  private static JsonObject plain(JsonObject report) {
    return report.getAsJsonObject("adaptation").getAsJsonObject("plain");
  }

  private static JsonObject adapted(JsonObject report) {
    return report.getAsJsonObject("results");
  }

  private static List<String> rung(JsonObject evaluation) {
    return evaluation.getAsJsonObject("alarms").entrySet().stream()
        .filter(alarm -> alarm.getValue().getAsJsonObject().get("rang").getAsBoolean())
        .map(Map.Entry::getKey)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"bit-depth, Rint", "thermometer, Greater", "distillation, logits"})
  void hiddenGradientsAreFound(String name, String how) {
    JsonObject report = evaluated(name, Shared.path("data/mnist"), "0.1", "--limit=300");
    assertThat(robustAccuracy(plain(report))).isGreaterThan(0.6);
    assertThat(robustAccuracy(adapted(report))).isLessThan(0.07);
    assertThat(rung(plain(report))).contains("zero-gradients");
    JsonElement adaptations = report.getAsJsonObject("adaptation").get("how");
    assertThat(adaptations.toString()).contains(how);
  }

  @Test
  void drawsAreAveraged() {
    JsonObject report =
        evaluated(
            "activation-pruning",
            Shared.path("data/mnist"),
            "0.1",
            "--limit=300",
            "--bpda=Relu:0..pruned:0",
            "--eot=10");
    assertThat(robustAccuracy(plain(report))).isGreaterThan(0.6);
    assertThat(robustAccuracy(adapted(report))).isLessThan(0.05);
    assertThat(rung(plain(report))).contains("random-outputs");
    JsonObject sight = report.getAsJsonObject("sight");
    assertThat(sight.get("backward").getAsString()).isEqualTo("Relu:0..pruned:0");
    assertThat(sight.get("draws").getAsInt()).isEqualTo(10);
  }

  @Test
  void whatAJpegLosesIsCarriedPast() {
    JsonObject report = evaluated("jpeg", PICTURES.resolve("samples.csv"), "16/255");
    assertThat(robustAccuracy(plain(report))).isGreaterThan(0.9);
    assertThat(robustAccuracy(adapted(report))).isLessThan(0.1);
    assertThat(rung(plain(report))).contains("zero-gradients");
  }

  @Test
  void randomSizesAreAveraged() {
    JsonObject report =
        evaluated("random-resizing", PICTURES.resolve("samples.csv"), "14/255", "--eot=4");
    assertThat(robustAccuracy(adapted(report))).isLessThan(robustAccuracy(plain(report)) - 0.3);
    assertThat(rung(plain(report))).contains("random-outputs");
  }

  @Test
  void adversarialTrainingKeepsSomeAndRingsNothing() {
    JsonObject report =
        evaluated("adversarial-pgd", Shared.path("data/mnist"), "0.1", "--limit=500");
    assertThat(robustAccuracy(plain(report))).isBetween(0.7, 0.9);
    assertThat(robustAccuracy(adapted(report))).isBetween(0.7, 0.9);
    assertThat(rung(plain(report))).isEmpty();
    assertThat(rung(adapted(report))).isEmpty();
  }
}
