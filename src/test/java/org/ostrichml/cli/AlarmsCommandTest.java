package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.ostrich;
import static org.ostrichml.cli.InProcess.with;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Npy;
import org.ostrichml.data.Picture;
import org.ostrichml.functional.Outcome;
import org.tensorflow.ndarray.Shape;

/**
 * Alarms on pictures of 2x2 whose logits are 1000 times by how much the first pixel is brighter
 * than the last: their probabilities are 0 and 1.
 */
class AlarmsCommandTest {
  private static final String NAME = "saturated-probabilities";

  @TempDir Path folder;
  private Path model;
  private Path data;
  private Path picture;

  @BeforeEach
  void write() throws IOException {
    model =
        Fixtures.savedModel(
            folder.resolve("model"),
            Shape.of(-1, 2, 2, 1),
            (tf, x) ->
                tf.nn.softmax(
                    tf.linalg.matMul(
                        tf.reshape(x, tf.array(-1, 4)),
                        tf.constant(
                            new float[][] {{1000, -1000}, {0, 0}, {0, 0}, {-1000, 1000}}))));
    Files.writeString(model.resolve("ostrich.json"), "{\"bounds\": [0, 1]}");
    data = Files.createDirectory(folder.resolve("data"));
    float[] x = {.6f, .5f, .5f, .4f, .2f, .1f, .9f, .6f};
    Npy.write(data.resolve("x.npy"), new Batch(x, 2, 2, 2, 1));
    Npy.write(data.resolve("y.npy"), new Batch(new float[] {0, 1}, 2));
    picture = folder.resolve("picture.png");
    Picture.of(new float[] {.6f, .5f, .5f, .4f}, 2, 2, 1, Bounds.UNIT).write(picture);
  }

  @Test
  void anEvaluationTellsThem() throws IOException {
    Path html = folder.resolve("page.html");
    String out = evaluate("--html=" + html).exits(0).out();

    assertThat(out)
        .containsPattern("(?m)^alarm " + NAME + ": .*2 of 2 .* See docs/alarms.md#" + NAME + "$");
    assertThat(Files.readString(html)).contains("Whether to trust it", NAME, ">rang<", ">quiet<");
    JsonObject alarms =
        evaluate("--json")
            .exits(0)
            .json()
            .getAsJsonObject()
            .getAsJsonObject("results")
            .getAsJsonObject("alarms");
    assertThat(alarms.size()).isEqualTo(9);
    assertThat(alarms.getAsJsonObject(NAME).get("figure").getAsDouble()).isEqualTo(1);
    assertThat(alarms.getAsJsonObject(NAME).get("rang").getAsBoolean()).isTrue();
    assertThat(alarms.getAsJsonObject("zero-gradients").get("figure").getAsDouble()).isZero();
    assertThat(alarms.getAsJsonObject("zero-gradients").get("rang").getAsBoolean()).isFalse();
  }

  @Test
  void anAttackTellsThem() throws IOException {
    Outcome outcome = attack().exits(0);

    assertThat(outcome.out().lines().toList()).last().asString().startsWith("alarm " + NAME);
    assertThat(Files.readString(folder.resolve("out/report.json"))).contains("\"" + NAME + "\"");
  }

  @Test
  void strictMakesThemTheExitCode() {
    evaluate("--strict").exits(1);
    evaluate("--strict", "--no-alarms").exits(0);
    attack("--strict").exits(1);
    attack("--strict", "--no-alarms").exits(0);
  }

  @Test
  void nobodyWatchesWhereTheyAreOff() {
    assertThat(evaluate("--no-alarms").exits(0).out()).doesNotContain("alarm", "masked");
    assertThat(evaluate("--no-alarms", "--json").exits(0).out()).contains("\"alarms\": {}");
    assertThat(attack("--no-alarms").exits(0).out()).doesNotContain("alarm", "masked");
  }

  private Outcome evaluate(Object... more) {
    return ostrich(
        with(more, "evaluate", "--model", model, "--data", data, "--attack=pgd", "--epsilon=0.4"));
  }

  private Outcome attack(Object... more) {
    return ostrich(
        with(
            more,
            "attack",
            "--model",
            model,
            "--image",
            picture,
            "--epsilon=0.4",
            "--out",
            folder.resolve("out")));
  }
}
