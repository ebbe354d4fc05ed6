package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;
import static org.ostrichml.cli.InProcess.ostrich;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.ostrichml.functional.Outcome;
import org.tensorflow.ndarray.Shape;

/** {@code --bpda} on a linear model behind a rounding to tenths. */
class BackwardOptionTest {
  private static final int WIDTH = 4;
  private static final Batch X = Fixtures.examples(4, 40, WIDTH);

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void write() {
    model =
        Fixtures.savedModel(
            folder.resolve("model"),
            Shape.of(-1, WIDTH),
            (tf, x) ->
                tf.linalg.matMul(
                    tf.math.div(
                        tf.withName("tenths").math.rint(tf.math.mul(x, tf.constant(10f))),
                        tf.constant(10f)),
                    numbers(tf, 1, WIDTH, 3)));
    Npy.write(folder.resolve("x.npy"), X);
  }

  private Outcome gradient(Object... more) {
    return ostrich(
        InProcess.with(
            more,
            "gradient",
            "--model",
            model,
            "--data",
            folder.resolve("x.npy"),
            "--loss=squared-output",
            "--out",
            folder.resolve("g.npy")));
  }

  /** The gradient of the sum of y squared is 2 W y, wherever x is. */
  @Test
  void theGradientIsThatOfTheLinearModel() {
    gradient("--bpda", "tenths").exits(0);
    float[] weights = Fixtures.examples(1, WIDTH, 3).values();
    float[] gradient = Npy.readFloats(folder.resolve("g.npy")).values();
    for (int at = 0; at < gradient.length; at++) {
      int row = at / WIDTH * WIDTH;
      double expected = 0;
      for (int k = 0; k < 3; k++) {
        double y = 0;
        for (int i = 0; i < WIDTH; i++) {
          y += Math.rint(10 * X.values()[row + i]) / 10 * (2 * weights[i * 3 + k] - 1);
        }
        expected += 2 * y * (2 * weights[at % WIDTH * 3 + k] - 1);
      }
      assertThat((double) gradient[at]).isCloseTo(expected, within(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tents; nearest are: tenths",
        "nowhere..tenths; called 'nowhere'",
        "tenths=cubic; one of identity, sigmoid, tanh",
        "MatMul; shape [-1, 4] and"
      })
  void whatCannotBeDoneIsOneLine(String place, String words) {
    gradient("--bpda", place).refuses(words);
  }

  @Test
  void aDeadEndNamesTheOption() {
    gradient().refuses("node 'tenths'", "--bpda");
  }
}
