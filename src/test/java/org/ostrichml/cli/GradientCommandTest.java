package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.ostrich;
import static org.ostrichml.cli.InProcess.with;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.Fixtures;
import org.ostrichml.Shared;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.ostrichml.functional.Outcome;
import org.tensorflow.ndarray.Shape;

/** Against gradients that TensorFlow for Python computed. */
class GradientCommandTest {
  /** Of the largest absolute value. */
  private static final float TOLERANCE = 1e-3f;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"googlenet;779,9", "thirdparty/hazra-mnist;7,2,1,0"})
  void agreesWithTheGoldenGradient(String model, String labels) {
    Path golden = Shared.path("models/" + model + "/golden");
    String[] each = labels.split(",");
    float[] values = new float[each.length];
    for (int i = 0; i < each.length; i++) {
      values[i] = Float.parseFloat(each[i]);
    }
    Path array = folder.resolve("labels.npy");
    Npy.write(array, new Batch(values, each.length));

    Outcome outcome = gradient(model, "--labels", labels, "--output-values", output());
    agree(grad(), golden.resolve("grad.npy"));
    agree(output(), golden.resolve("output.npy"));
    assertThat(outcome.out()).startsWith("loss [").endsWith("written to " + grad() + "\n");
    assertThat(outcome.err()).isEmpty();
    float[] withCommas = Npy.readFloats(grad()).values();

    gradient(model, "--labels", array);
    assertThat(Npy.readFloats(grad()).values()).isEqualTo(withCommas);
  }

  /** y = x / 2 + 2, so the gradient of y squared is y. */
  @Test
  void theSquaredOutputNeedsNoLabels() {
    String model = "thirdparty/serving-half-plus-two-cpu";
    float[] x = Npy.readFloats(Shared.path("models/" + model + "/golden/x.npy")).values();

    gradient(model, "--loss=squared-output");

    agree(grad(), Shared.path("models/" + model + "/golden/grad.npy"));
    float[] gradient = Npy.readFloats(grad()).values();
    for (int i = 0; i < x.length; i++) {
      assertThat(gradient[i]).isCloseTo(x[i] / 2 + 2, within(1e-5f));
    }
  }

  /** A sequence has no label for each position to give: y = 2 x, so the gradient is 8 x. */
  @Test
  void theSquaredOutputOfASequenceNeedsNoLabels() {
    Path model =
        Fixtures.savedModel(
            folder.resolve("model"), Shape.of(-1, 3, 2), (tf, x) -> tf.math.add(x, x));
    Path x = folder.resolve("x.npy");
    Npy.write(x, new Batch(new float[] {1, 2, 3, 4, 5, 6}, 1, 3, 2));

    ostrich("gradient", "--model", model, "--data", x, "--loss=squared-output", "--out", grad())
        .exits(0);

    assertThat(Npy.readFloats(grad()).values()).containsExactly(8, 16, 24, 32, 40, 48);
  }

  /** Labels of another shape would be broadcast, and the gradient be wrong without a word. */
  @Test
  void labelsMustHaveTheShapeOfThePositions() {
    Path x = folder.resolve("x.npy");
    Path labels = folder.resolve("labels.npy");
    Npy.write(x, new Batch(new float[2 * 96 * 96 * 3], 2, 96, 96, 3));
    Npy.write(labels, new Batch(new float[2], 2, 1));

    Outcome outcome =
        ostrich("gradient", "--model", PICTURES, "--data", x, "--labels", labels, "--out", grad());

    outcome.exits(2);
    assertThat(outcome.err()).contains("labels have shape [2, 1]", "of [-1]");
    assertThat(grad()).doesNotExist();
  }

  private Outcome gradient(String model, Object... more) {
    Path folder = Shared.path("models/" + model);
    Path x = folder.resolve("golden/x.npy");
    return ostrich(with(more, "gradient", "--model", folder, "--data", x, "--out", grad()))
        .exits(0);
  }

  private Path grad() {
    return folder.resolve("new/grad.npy");
  }

  private Path output() {
    return folder.resolve("output.npy");
  }

  private static void agree(Path actual, Path expected) {
    Batch mine = Npy.readFloats(actual);
    Batch golden = Npy.readFloats(expected);
    assertThat(mine.shape()).isEqualTo(golden.shape());
    float largest = 0;
    for (float value : golden.values()) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isPositive();
    assertThat(mine.values()).containsExactly(golden.values(), within(TOLERANCE * largest));
  }
}
