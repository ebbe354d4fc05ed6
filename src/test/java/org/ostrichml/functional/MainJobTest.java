package org.ostrichml.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** School bus to ostrich with the model that comes with the project, on a fresh machine. */
class MainJobTest {
  private static final Path MODEL = Path.of("saved_models/pictures");
  private static final Path BUS = MODEL.resolve("samples/school_bus_1.png");
  private static final int SIZE = 96;
  private static final int OSTRICH = 1;

  @TempDir static Path out;
  private static Outcome outcome;

  @BeforeAll
  static void attack() {
    outcome =
        Launcher.here()
            .run(
                "attack",
                "--model",
                MODEL,
                "--image",
                BUS,
                "--target",
                "ostrich",
                "--epsilon",
                "8/255",
                "--out",
                out);
  }

  @Test
  void saysBeforeAndAfter() {
    outcome.exits(0);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .containsPattern("before +school bus 9\\d\\.\\d+%, (\\w[^,]* \\d+\\.\\d+%(, |\n)){4}")
        .containsPattern("after +ostrich (100\\.00|9\\d\\.\\d+)%, ")
        .contains("L-infinity 8.00 grey levels (0.03137 in input units)")
        .contains("1 of 1 succeeded; 40 forward and 40 backward passes");
  }

  @Test
  void writesFourFilesAndNoOther() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "adversarial.png", "perturbation.png", "comparison.png", "report.json");
    }
  }

  @Test
  void staysWithinEightOf255AndReachesIt() {
    assertThat(Pixels.read(out.resolve("adversarial.png")).farthest(Pixels.read(BUS))).isEqualTo(8);
  }

  /** TensorFlow itself runs the SavedModel here; nothing of Ostrich has a part in it. */
  @Test
  void theSavedPictureIsAnOstrichToTensorFlow() {
    assertThat(ask(BUS)[0]).isGreaterThan(0.9f);
    assertThat(ask(out.resolve("adversarial.png"))[OSTRICH]).isGreaterThan(0.98f);
  }

  @Test
  void theReportAgreesWithTensorFlow() throws IOException {
    JsonObject report =
        Outcome.strictJson(Files.readString(out.resolve("report.json"))).getAsJsonObject();
    JsonObject picture = report.getAsJsonArray("pictures").get(0).getAsJsonObject();
    JsonObject after = picture.getAsJsonArray("after").get(0).getAsJsonObject();
    JsonObject before = picture.getAsJsonArray("before").get(0).getAsJsonObject();
    float[] expected = ask(out.resolve("adversarial.png"));

    assertThat(report.get("target").getAsString()).isEqualTo("ostrich");
    assertThat(report.get("seed").isJsonNull()).isTrue();
    assertThat(report.get("forwardPasses").getAsInt()).isEqualTo(40);
    assertThat(report.get("backwardPasses").getAsInt()).isEqualTo(40);
    assertThat(report.get("succeeded").getAsInt()).isEqualTo(1);
    assertThat(picture.get("succeeded").getAsBoolean()).isTrue();
    assertThat(picture.getAsJsonArray("after")).hasSize(5);
    assertThat(after.get("index").getAsInt()).isEqualTo(OSTRICH);
    assertThat(after.get("probability").getAsFloat()).isCloseTo(expected[OSTRICH], within(1e-4f));
    assertThat(before.get("label").getAsString()).isEqualTo("school bus");
    assertThat(before.get("probability").getAsFloat()).isCloseTo(ask(BUS)[0], within(1e-4f));
  }

  @Test
  void theReportedDistancesAreThoseOfTheFiles() throws IOException {
    JsonObject distance =
        Outcome.strictJson(Files.readString(out.resolve("report.json")))
            .getAsJsonObject()
            .getAsJsonArray("pictures")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("distance");
    int[] original = Pixels.read(BUS).rgb();
    int[] saved = Pixels.read(out.resolve("adversarial.png")).rgb();
    double squares = 0;
    for (int i = 0; i < saved.length; i++) {
      squares += Math.pow((saved[i] - original[i]) / 255d, 2);
    }

    assertThat(distance.get("linf").getAsDouble()).isCloseTo(8 / 255d, within(1e-6));
    assertThat(distance.get("greyLevels").getAsDouble()).isCloseTo(8, within(1e-4));
    assertThat(distance.get("l2").getAsDouble()).isCloseTo(Math.sqrt(squares), within(1e-4));
  }

  /** No change is 127.5, which rounds up; 8 levels, the most, are black or white. */
  @Test
  void thePerturbationIsTheDifferenceAroundMidGrey() {
    int[] original = Pixels.read(BUS).rgb();
    int[] saved = Pixels.read(out.resolve("adversarial.png")).rgb();
    int[] perturbation = Pixels.read(out.resolve("perturbation.png")).rgb();
    int unchanged = 0;
    for (int i = 0; i < saved.length; i++) {
      int change = saved[i] - original[i];
      unchanged += change == 0 ? 1 : 0;
      assertThat((double) perturbation[i]).isCloseTo(127.5 * (1 + change / 8d), within(0.51));
    }
    assertThat(unchanged).isPositive();
  }

  @Test
  void theComparisonShowsAllThreeEnlarged() {
    Pixels sheet = Pixels.read(out.resolve("comparison.png"));
    int side = 3 * SIZE; // The smallest multiple of the picture that is 224 pixels wide.
    int gap = 12;
    assertThat(sheet.width()).isEqualTo(3 * side + 4 * gap);
    assertThat(sheet.height()).isGreaterThan(side + 2 * gap);
    String[] files = {"", "perturbation.png", "adversarial.png"};
    for (int column = 0; column < 3; column++) {
      Pixels picture = Pixels.read(column == 0 ? BUS : out.resolve(files[column]));
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < 3 * side; x++) {
          int at = (gap + y) * 3 * sheet.width() + 3 * (gap + column * (side + gap)) + x;
          int pixel = (y / 3 * SIZE + x / 9) * 3 + x % 3;
          if (sheet.rgb()[at] != picture.rgb()[pixel]) {
            throw new AssertionError("column " + column + ", row " + y + ", sample " + x);
          }
        }
      }
    }
  }

  private static float[] ask(Path picture) {
    float[] values = Pixels.read(picture).values(0, 1);
    try (SavedModelBundle bundle = SavedModelBundle.load(MODEL.toString());
        TFloat32 fed =
            TFloat32.tensorOf(Shape.of(1, SIZE, SIZE, 3), DataBuffers.of(values, true, false));
        Result result = bundle.function("serving_default").call(Map.of("image", fed))) {
      TFloat32 output = (TFloat32) result.get("probabilities").orElseThrow();
      float[] probabilities = new float[(int) output.shape().size()];
      output.copyTo(DataBuffers.of(probabilities, false, false));
      return probabilities;
    }
  }
}
