package org.ostrichml.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.data.Bounds;
import org.ostrichml.evaluate.Alarm;
import org.ostrichml.evaluate.Distance;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.functional.Outcome;

class JsonTest {
  @TempDir Path folder;

  @Test
  void everyComponentComesBack() throws IOException {
    AttackReport report = report(0.5f);
    Path file = folder.resolve("report.json");

    Json.write(file, report);

    String text = Files.readString(file);
    assertThat(text).endsWith("}\n").contains("\"<&> \\\"caf\u00e9\\\"\"");
    assertThat(new Gson().fromJson(text, AttackReport.class)).isEqualTo(report);
  }

  @Test
  void whatIsMissingIsNull() {
    JsonObject json = Outcome.strictJson(Json.of(report(0.5f))).getAsJsonObject();

    for (String key : List.of("target", "targetIndex", "seed")) {
      assertThat(json.has(key)).as(key).isTrue();
      assertThat(json.get(key).isJsonNull()).as(key).isTrue();
    }
  }

  @Test
  void whatIsNoNumberIsNull() {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      JsonObject json = Outcome.strictJson(Json.of(report(value))).getAsJsonObject();

      assertThat(
              json.getAsJsonArray("pictures")
                  .get(0)
                  .getAsJsonObject()
                  .getAsJsonArray("after")
                  .get(0)
                  .getAsJsonObject()
                  .get("probability")
                  .isJsonNull())
          .isTrue();
    }
  }

  private static AttackReport report(float probability) {
    List<Prediction> before = List.of(new Prediction(3, "<&> \"caf\u00e9\"", 0.1f));
    List<Prediction> after = List.of(new Prediction(4, "b", probability));
    Verdict verdict =
        new Verdict("a.png", before, after, null, true, new Distance(1e-9, 1 / 3d, 0.5, 2));
    return new AttackReport(
        "model",
        "cpu",
        "fgsm",
        null,
        null,
        "linf",
        1 / 3f,
        0.1f,
        1,
        Bounds.UNIT,
        true,
        null,
        1,
        1,
        new Sight(List.of("Round"), 10, "logits", 0),
        "kernels",
        0.25,
        0,
        Map.of("zero-gradients", new Alarm(0d, 0.01, false, "none.", "docs/alarms.md")),
        List.of(verdict),
        List.of("b.png"),
        List.of("c.png is empty"),
        1);
  }
}
