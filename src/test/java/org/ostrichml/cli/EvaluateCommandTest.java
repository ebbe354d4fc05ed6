package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.ostrich;
import static org.ostrichml.cli.InProcess.with;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.Shared;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.ostrichml.functional.Outcome;
import org.ostrichml.report.page.Pages;
import org.ostrichml.report.page.Plot;
import org.tensorflow.ndarray.Shape;

/**
 * Evaluations of {@code logits = [x0 - x1, x1 - x0]}: the fast gradient method with epsilon takes
 * the difference of two values down by twice that.
 */
class EvaluateCommandTest {
  @TempDir Path folder;
  private Path model;
  private Path data;

  @BeforeEach
  void write() throws IOException {
    model =
        Fixtures.savedModel(
            folder.resolve("model"),
            Shape.of(-1, 2),
            (tf, x) ->
                tf.nn.softmax(tf.linalg.matMul(x, tf.constant(new float[][] {{1, -1}, {-1, 1}}))));
    Files.writeString(model.resolve("ostrich.json"), "{\"bounds\": [0, 1]}");
    data = Files.createDirectory(folder.resolve("data"));
    float[] x = {.5f, .4f, .5f, .3f, .5f, .2f, .2f, .6f, .5f, .4f};
    Npy.write(data.resolve("x.npy"), new Batch(x, 5, 2));
    labels(0, 0, 0, 1, 1); // The last one is wrong.
  }

  @Test
  void printsATable() {
    Outcome outcome = evaluate("--attack=fgsm,pgd", "--epsilon=0.12,0,0.06").exits(0);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).startsWith("clean accuracy  80.0% (37.6% to 96.4%), 4 of 5\n");
    assertThat(outcome.out())
        .containsPattern("(?m)^fgsm +0 +80.0% +37.6% to 96.4% +0.00% +-")
        .containsPattern("(?m)^fgsm +0.0600 +60.0% .* 25.0% +15.3 / 15.3")
        .containsPattern("(?m)^fgsm +0.120 +40.0% .* 50.0%")
        .containsPattern("(?m)^all attacks +0.120 +40.0%")
        .contains("fgsm: 7 forward and 7 backward passes", "is not attacked again there");
  }

  @Test
  void jsonIsPrintedAndWritten() throws IOException {
    Path out = folder.resolve("reports/report.json");
    Outcome outcome =
        evaluate("--attack=fgsm", "--epsilon=0,6/100,0.12", "--json", "--out=" + out).exits(0);

    assertThat(Files.readString(out)).isEqualTo(outcome.out());
    JsonObject report = outcome.json().getAsJsonObject();
    assertThat(report.get("norm").getAsString()).isEqualTo("linf");
    assertThat(report.get("target").isJsonNull()).isTrue();
    assertThat(report.get("note").getAsString()).contains("not attacked again");
    JsonObject results = report.getAsJsonObject("results");
    assertThat(results.getAsJsonObject("clean").get("count").getAsInt()).isEqualTo(4);
    assertThat(results.get("combined").isJsonNull()).isTrue();
    JsonObject curve = results.getAsJsonArray("curves").get(0).getAsJsonObject();
    assertThat(curve.get("backwardPasses").getAsInt()).isEqualTo(7);
    List<Integer> robust =
        curve.getAsJsonArray("points").asList().stream()
            .map(
                point ->
                    point
                        .getAsJsonObject()
                        .getAsJsonObject("robustAccuracy")
                        .get("count")
                        .getAsInt())
            .toList();
    assertThat(robust).containsExactly(4, 3, 2);
  }

  @Test
  void thePageHasALineForEachAttackAndForAll() throws IOException {
    Path html = folder.resolve("pages/page.html");
    evaluate("--attack=fgsm,pgd", "--epsilon=0.12,0,0.06", "--html=" + html).exits(0);

    String page = Files.readString(html);
    Plot plot = Pages.plots(page).get(0);
    assertThat(plot.lines())
        .extracting(Plot.Line::name)
        .containsExactly("fgsm", "pgd", "all attacks");
    assertThat(plot.lines().get(2).colour()).isEqualTo(Plot.Line.SUMMARY);
    assertThat(plot.lines().get(0).points())
        .extracting(Plot.Point::note)
        .contains("fgsm, epsilon 0.0600: 60.0% (23.1% to 88.2%), 3 of 5");
    assertThat(page)
        .contains("gets 4 of 5 examples of \u201cdata\u201d right (80.0%)")
        .contains("epsilon 0.120 (30.6 grey levels out of 255), it still gets 2 right (40.0%)")
        .contains("--epsilon=0.12,0,0.06 --html=page.html")
        .doesNotContain(folder.toString());
  }

  @Test
  void theGateIsTheExitCode() {
    Object[] attack = {"--attack=fgsm", "--epsilon=0,0.12"};

    evaluate(with(attack, "--min-robust-accuracy=0.4")).exits(0);
    evaluate(with(attack, "--min-robust-accuracy=0.41")).exits(1);
    evaluate(with(attack, "--min-robust-accuracy=1.5")).refuses("is a share");
  }

  @Test
  void theLimitIsTheFirstExamples() {
    assertThat(evaluate("--attack=fgsm", "--epsilon=0", "--limit=3").exits(0).out())
        .startsWith("clean accuracy  100.00% (43.9% to 100.00%), 3 of 3");
  }

  @Test
  void targetsAreForEachExample() {
    for (String target : List.of("random", "least-likely")) { // There is but one other class.
      Outcome outcome =
          evaluate("--attack=iterative", "--epsilon=0.12", "--target=" + target, "--json").exits(0);
      JsonObject results = outcome.json().getAsJsonObject().getAsJsonObject("results");
      assertThat(results.get("attacked").getAsInt()).isEqualTo(4);
    }
    Outcome one = evaluate("--attack=fgsm", "--epsilon=0.12", "--target=1").exits(0);
    assertThat(one.out()).contains("attacked        3, towards class 1, in linf");
  }

  @Test
  void whatWasSetGoesToThoseAttacksItBelongsTo() {
    evaluate("--attack=fgsm", "--epsilon=0.1", "--steps=3").refuses("fgsm is one step");
    Outcome both =
        evaluate("--attack=fgsm,iterative", "--epsilon=0.06", "--steps=3", "--seed=1", "--json");
    assertThat(both.exits(0).out()).contains("\"steps\": 3", "\"steps\": 1");
  }

  @Test
  void anUnreadablePictureIsNamedAndTheOthersCount() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("photos/school bus"));
    Files.copy(InProcess.BUS, photos.resolve("a.png"));
    Files.writeString(photos.resolve("b.png"), "no picture");

    Outcome outcome =
        ostrich(
            "evaluate",
            "--model",
            PICTURES,
            "--data",
            photos.getParent(),
            "--attack=fgsm",
            "--epsilon=8/255");

    outcome.exits(2);
    assertThat(outcome.err().lines()).hasSize(1).allMatch(line -> line.contains("b.png is not"));
    assertThat(outcome.out()).startsWith("clean accuracy  100.00% (20.7% to 100.00%), 1 of 1");
  }

  @Test
  void photographsAreLabelledByTheirWordNetIds() {
    Outcome outcome =
        ostrich(
            "evaluate",
            "--model",
            Shared.path("models/googlenet"),
            "--data",
            Shared.path("data/imagenet-samples"),
            "--attack=fgsm",
            "--epsilon=0",
            "--json");

    JsonObject results = outcome.exits(0).json().getAsJsonObject().getAsJsonObject("results");
    assertThat(results.getAsJsonObject("clean").get("count").getAsInt()).isEqualTo(19);
    assertThat(results.getAsJsonObject("clean").get("total").getAsInt()).isEqualTo(23);
  }

  @Test
  void badDataAreRefusedInOneLine() throws IOException {
    Object[] attack = {"--attack=fgsm", "--epsilon=0"};
    evaluate(with(attack, "--split=train")).refuses("has no splits");
    evaluate(with(attack, "--split=dev")).refuses("no split 'dev'");
    evaluate(with(attack, "--limit=0")).refuses("at least 1");
    evaluate(with(attack, "--batch=0")).refuses("--batch must be at least 1");
    evaluate(with(attack, "--out=" + folder)).refuses("is a folder");
    labels(0, 0, 0, 1);
    evaluate(attack).refuses("y.npy holds 4 labels", "x.npy holds 5 examples");
    labels(0, 0, 0, 1, 2);
    evaluate(attack).refuses("label 2 of example 4");
    Files.delete(data.resolve("y.npy"));
    evaluate(attack).refuses("x.npy has no labels", "--labels-file");
    Files.delete(data.resolve("x.npy"));
    evaluate(attack).refuses("Folder", "holds no data");
    Files.delete(data);
    evaluate(attack).refuses("does not exist");
    Files.writeString(data, "text");
    evaluate(attack).refuses("is no idx file");
  }

  @Test
  void unknownWordNetIdsAreRefused() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.copy(InProcess.BUS, photos.resolve("n04146614_bus.png"));

    ostrich("evaluate", "--model", PICTURES, "--data", photos, "--attack=fgsm", "--epsilon=0")
        .refuses("n04146614_bus.png: ", "not known: put synsets.txt");
  }

  private Outcome evaluate(Object... more) {
    return ostrich(with(more, "evaluate", "--model", model, "--data", data));
  }

  private void labels(float... labels) {
    Npy.write(data.resolve("y.npy"), new Batch(labels, labels.length));
  }
}
