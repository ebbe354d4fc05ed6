package mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Shared;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.DataSource;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.AttackSeries;
import org.ostrichml.evaluate.DataChoice;
import org.ostrichml.evaluate.Evaluation;
import org.ostrichml.evaluate.Evaluator;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.Synsets;
import org.ostrichml.model.TargetModel;

/** The digits model is as MODEL.md says, on all test digits. */
class MnistModelTest {
  private static final Path FOLDER = Path.of("saved_models/mnist-mlp");
  private static final Threat THREAT = Threat.linf(0.1f);

  private static TargetModel model;

  @BeforeAll
  static void load() {
    model = TargetModel.load(FOLDER);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void knowsItsSamples() throws IOException {
    PictureFormat format = PictureFormat.of(model, false);
    List<Path> samples;
    try (Stream<Path> files = Files.list(FOLDER.resolve("samples"))) {
      samples = files.sorted().toList();
    }
    assertThat(samples).hasSize(22);
    for (Path sample : samples) {
      Picture picture = Picture.read(sample);
      assertThat(picture.width()).isEqualTo(28);
      assertThat(picture.height()).isEqualTo(28);
      Prediction first = Prediction.top(model, format.batch(picture), 1).get(0).get(0);
      assertThat(sample.getFileName().toString()).startsWith(first.label() + "_");
    }
  }

  @Test
  void samplesAreWhatTheDrawingMakesAnew(@TempDir Path folder) throws IOException {
    DrawDigits.writeSamples(folder);
    assertThat(folder.resolve("samples.csv"))
        .hasSameTextualContentAs(FOLDER.resolve("samples.csv"));
    try (Stream<Path> files = Files.list(folder.resolve("samples"))) {
      for (Path drawn : files.toList()) {
        Picture saved = Picture.read(FOLDER.resolve("samples").resolve(drawn.getFileName()));
        float[] values = saved.values(1, model.bounds());
        assertThat(Picture.read(drawn).values(1, model.bounds())).containsExactly(values);
      }
    }
  }

  @Test
  void oneStepWithoutClippingLeavesUnderOnePercent() {
    Evaluation results = evaluate(new Fgsm(THREAT.withoutClip()));
    assertThat(results.clean().share()).isGreaterThanOrEqualTo(0.97);
    assertThat(robust(results)).isLessThan(0.01);
  }

  @Test
  void oneStepWithinTheBoundsLeavesMoreThanManySteps() {
    double oneStep = robust(evaluate(new Fgsm(THREAT)));
    Options random = Options.DEFAULT.withRandomStart(0, 1);
    double steps = robust(evaluate(new Pgd(THREAT, 40, 0.125f, random)));
    assertThat(oneStep).isBetween(0.01, 0.1);
    assertThat(steps).isLessThan(0.01);
  }

  private static Evaluation evaluate(Attack attack) {
    DataChoice choice = new DataChoice(Shared.path("data/mnist"), null, null, null);
    try (DataSource data = choice.open(model, Synsets.beside(FOLDER, model.classes()), false)) {
      AttackSeries series = AttackSeries.of("attack", attack, THREAT.epsilon());
      return new Evaluator(model, List.of(series), GoalChoice.UNTARGETED)
          .run(data, 500, share -> {});
    }
  }

  private static double robust(Evaluation results) {
    return results.curves().get(0).last().robustAccuracy().share();
  }

  @Test
  void theLessonEndsWithAFiveThatIsReadAsAThree(@TempDir Path folder) throws IOException {
    TrainAttackDraw.main(new String[] {folder.toString()});
    try (TargetModel trained = TargetModel.load(folder)) {
      for (String digit : List.of("5", "3")) {
        Picture drawn = Picture.read(folder.resolve(digit + ".png"));
        Batch values = PictureFormat.of(trained, false).batch(drawn);
        assertThat(Prediction.top(trained, values, 1).get(0).get(0).label()).isEqualTo(digit);
      }
    }
  }

  @Test
  void oneSeedGivesTheSameBytesAndAnotherSeedOthers(@TempDir Path folder) throws IOException {
    byte[] first = trained(folder.resolve("first"), 1);
    assertThat(trained(folder.resolve("again"), 1)).isEqualTo(first);
    assertThat(trained(folder.resolve("other"), 2)).isNotEqualTo(first);
  }

  /** A few steps on the drawn digits: the bytes of the graph and the weights. */
  private static byte[] trained(Path folder, long seed) throws IOException {
    Path checkpoint = Files.createDirectory(folder).resolve("checkpoint");
    Course.train(Digits.drawn(0, 300), 1, seed, checkpoint.toString());
    Path saved = folder.resolve("model");
    Course.write(saved, checkpoint.toString());
    byte[] graph = Files.readAllBytes(saved.resolve("saved_model.pb"));
    byte[] weights = Files.readAllBytes(saved.resolve("variables/variables.data-00000-of-00001"));
    byte[] both = Arrays.copyOf(graph, graph.length + weights.length);
    System.arraycopy(weights, 0, both, graph.length, weights.length);
    return both;
  }
}
