package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.ostrich;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.ostrichml.functional.Outcome;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code ostrich evaluate} on models that hide their gradients. Behind each defence are scores
 * {@code (0, (x - 0.5) w)}: an example falls to FGSM where epsilon times the sum of |w| is more
 * than its margin.
 */
class DefendedModelTest {
  private static final float[][] WEIGHTS = {{0, 1}, {0, -2}, {0, 3}, {0, 1.5f}};
  private static final Batch X = Fixtures.examples(3, 60, WEIGHTS.length);
  private static final float EPSILON = 0.05f;

  @TempDir Path folder;

  private static Operand<TFloat32> scores(Ops tf, Operand<TFloat32> x) {
    return tf.linalg.matMul(tf.math.sub(x, tf.constant(0.5f)), tf.constant(WEIGHTS));
  }

  /** The accuracy that FGSM leaves. */
  private double robust(Network network, Object... more) {
    JsonObject report = evaluate(network, more).exits(0).json().getAsJsonObject();
    return InProcess.robustAccuracy(report.getAsJsonObject("results"));
  }

  private Outcome evaluate(Network network, Object... more) {
    Path model = folder.resolve("model");
    if (!Files.exists(model)) {
      Fixtures.savedModel(model, Shape.of(-1, WEIGHTS.length), network);
      Npy.write(folder.resolve("x.npy"), X);
      float[] labels = new float[X.size()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = margin(i) > 0 ? 1 : 0;
      }
      Npy.write(folder.resolve("y.npy"), new Batch(labels, labels.length));
    }
    return ostrich(
        InProcess.with(
            more,
            "evaluate",
            "--model",
            model,
            "--data",
            folder,
            "--attack=fgsm",
            "--epsilon",
            EPSILON,
            "--json"));
  }

  private static double margin(int example) {
    double margin = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      margin += (X.values()[example * WEIGHTS.length + i] - 0.5) * WEIGHTS[i][1];
    }
    return margin;
  }

  /** What is left where the gradient is known. */
  private static double standing() {
    int standing = 0;
    for (int example = 0; example < X.size(); example++) {
      double reach = 0;
      for (int i = 0; i < WEIGHTS.length; i++) {
        double x = X.values()[example * WEIGHTS.length + i];
        double up = -Math.signum(margin(example)) * Math.signum(WEIGHTS[i][1]);
        double moved = Math.max(0, Math.min(1, x + EPSILON * up));
        reach += Math.abs(WEIGHTS[i][1] * (moved - x));
      }
      standing += reach < Math.abs(margin(example)) ? 1 : 0;
    }
    return standing / (double) X.size();
  }

  @Test
  void aSaturatedSoftmaxHidesFromLossesOnProbabilities() {
    Network sure = (tf, x) -> tf.nn.softmax(tf.math.mul(scores(tf, x), tf.constant(1e6f)));
    assertThat(robust(sure, "--loss-on", "probabilities")).isEqualTo(1);
    assertThat(robust(sure)).isEqualTo(standing()).isBetween(0.5, 0.95);
  }

  /** The levels are so fine that no example falls or stands by them. */
  @Test
  void aRoundingIsPassed() {
    Network rounding =
        (tf, x) -> {
          Operand<TFloat32> levels = tf.constant(65536f);
          return scores(tf, tf.math.div(tf.math.rint(tf.math.mul(x, levels)), levels));
        };
    assertThat(evaluate(rounding).exits(0).out()).contains("op 'Rint'", "--bpda");
    assertThat(robust(rounding, "--bpda", "Rint")).isEqualTo(standing());
  }

  /** The sign is that of four of five draws: where it flips, FGSM makes examples safer. */
  @Test
  void aModelThatDrawsIsAveragedOver() {
    Network drawing =
        (tf, x) -> {
          Operand<TFloat32> drawn =
              tf.random.randomUniform(tf.constant(new int[] {1, 1}), TFloat32.class);
          Operand<TFloat32> flip = tf.math.sign(tf.math.sub(drawn, tf.constant(0.2f)));
          return tf.math.mul(scores(tf, x), flip);
        };
    Object[] over = {"--eot", "31", "--loss", "margin"};
    assertThat(robust(drawing, over)).isEqualTo(standing()).isEqualTo(robust(drawing, over));
    String once = evaluate(drawing, "--model-seed", 2).exits(0).out();
    assertThat(results(evaluate(drawing, "--model-seed", 2).out())).isEqualTo(results(once));
    assertThat(results(evaluate(drawing, "--model-seed", 5).out())).isNotEqualTo(results(once));
    evaluate(drawing, "--eot", "0").refuses("at least 1");
  }

  private static String results(String json) {
    return json.replaceAll("\"seconds\": [^,\n]*", "");
  }

  @Test
  void whatDoesNotApplyIsOneLine() {
    Network plain = DefendedModelTest::scores;
    evaluate(plain, "--eot", "3").refuses("draws nothing at random", "--eot");
    evaluate(plain, "--loss-on", "probabilities").refuses("no probabilities");
  }
}
