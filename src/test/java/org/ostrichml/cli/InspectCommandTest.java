package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.ostrich;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.Shared;
import org.ostrichml.functional.Outcome;
import org.tensorflow.ndarray.Shape;

class InspectCommandTest {
  @TestFactory
  List<DynamicTest> answersForEveryModel() throws IOException {
    Path models = Shared.path("models");
    try (Stream<Path> files = Files.walk(models)) {
      return files
          .filter(file -> file.toString().endsWith(".pb") && !file.endsWith("fingerprint.pb"))
          .map(file -> file.endsWith("saved_model.pb") ? file.getParent() : file)
          .sorted()
          .map(
              model ->
                  DynamicTest.dynamicTest(models.relativize(model).toString(), () -> check(model)))
          .toList();
    }
  }

  private static void check(Path model) {
    Outcome outcome = ostrich("inspect", model, "--json").exits(0);
    assertThat(outcome.err()).isEmpty();
    JsonObject json = outcome.json().getAsJsonObject();
    assertThat(json.getAsJsonObject("files").getAsJsonArray("graphs")).isNotEmpty();
    boolean differentiable = json.get("differentiable").getAsBoolean();
    assertThat(json.get("reason").isJsonNull()).isEqualTo(differentiable);
    if (!differentiable) {
      assertThat(json.get("reason").getAsString()).endsWith(".").doesNotContain("Exception", "\n");
    }
  }

  @Test
  void saysAllThereIsToSayOfARealInception() {
    Outcome outcome = ostrich("inspect", Shared.path("models/googlenet")).exits(0);

    assertThat(outcome.out())
        .contains(
            "tagged serve, written by TensorFlow 2.18",
            "signature serving_default",
            "input  image float32 [-1, 224, 224, 3]",
            "output probabilities float32 [-1, 1000]",
            "1000 classes, with labels",
            "[0.0, 1.0] (assumed)",
            "gradient attacks work");
  }

  @Test
  void namesTheOpThatHasNoGradient(@TempDir Path folder) {
    Fixtures.savedModel(
        folder,
        Shape.of(-1, 4),
        (tf, x) ->
            tf.scope()
                .opBuilder("RandomShuffle", "shuffle")
                .addInput(x.asOutput())
                .build()
                .output(0));

    Outcome outcome = ostrich("inspect", folder).exits(0);

    assertThat(outcome.out())
        .contains("\nNo gradient attack: ", "op 'RandomShuffle' (node 'shuffle')");
  }
}
