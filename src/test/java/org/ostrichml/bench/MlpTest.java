package org.ostrichml.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

class MlpTest {
  @TempDir Path folder;

  @Test
  void theSavedModelIsTheNet() {
    Mlp mlp = new Mlp(7);
    MlpExport.write(mlp, folder.resolve("mlp"));
    Random random = new Random(3);
    float[] values = new float[2 * 784];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }

    try (TargetModel model = TargetModel.load(folder.resolve("mlp"))) {
      Batch probabilities = model.predict(new Batch(values, 2, 784));

      assertThat(probabilities.shape()).containsExactly(2, 10);
      for (int example = 0; example < 2; example++) {
        double[] expected =
            softmax(logits(mlp, Arrays.copyOfRange(values, example * 784, (example + 1) * 784)));
        for (int c = 0; c < expected.length; c++) {
          assertThat((double) probabilities.values()[example * 10 + c])
              .isCloseTo(expected[c], within(1e-5));
        }
      }
    }
  }

  @Test
  void theSeedDecidesTheWeights() {
    assertThat(new Mlp(1).weights(2)).isEqualTo(new Mlp(1).weights(2)).hasSize(512 * 10);
    assertThat(new Mlp(1).biases(0)).isNotEqualTo(new Mlp(2).biases(0)).hasSize(512);
  }

  /** The forward pass in double precision, written out. */
  private static double[] logits(Mlp mlp, float[] input) {
    double[] signal = new double[input.length];
    Arrays.setAll(signal, i -> input[i]);
    for (int layer = 0; layer < mlp.layers(); layer++) {
      double[] next = new double[mlp.units(layer)];
      for (int unit = 0; unit < next.length; unit++) {
        next[unit] = mlp.biases(layer)[unit];
        for (int i = 0; i < signal.length; i++) {
          next[unit] += signal[i] * mlp.weights(layer)[i * next.length + unit];
        }
        if (layer < 2) {
          next[unit] = Math.max(0, next[unit]);
        }
      }
      signal = next;
    }
    return signal;
  }

  private static double[] softmax(double[] logits) {
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    return Arrays.stream(logits).map(logit -> Math.exp(logit) / sum).toArray();
  }
}
