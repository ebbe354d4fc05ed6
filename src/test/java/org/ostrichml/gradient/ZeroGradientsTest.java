package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Losses;
import org.tensorflow.ndarray.Shape;

class ZeroGradientsTest {
  @Test
  void onlyExamplesThatAreZeroEverywhereCount() {
    Batch gradients = new Batch(new float[] {0, 0, 0, 1e-30f, -0f, 0, Float.NaN, 0}, 4, 2);
    assertThat(ZeroGradients.count(gradients)).isEqualTo(2);
    assertThat(ZeroGradients.warning(0, 4)).isEmpty();
    assertThat(ZeroGradients.warning(2, 4))
        .hasValueSatisfying(
            text ->
                assertThat(text).startsWith("The gradient of 2 of 4 examples is zero everywhere"));
  }

  /** A ReLU that is off for the second example. */
  @Test
  void runSaysWhoseGradientIsZero(@TempDir Path folder) {
    Path path =
        Fixtures.savedModel(
            folder, Shape.of(-1, 2), (tf, x) -> tf.nn.relu(tf.math.sub(x, tf.constant(1f))));
    IntArray labels = new IntArray(new int[2], new int[] {2});
    try (TargetModel model = TargetModel.load(path)) {
      InputGradient gradient = InputGradient.of(model, Losses.SQUARED_OUTPUT, model.output());
      assertThat(gradient.run(new Batch(new float[] {2, 0, 0, 0}, 2, 2), labels).warning())
          .hasValueSatisfying(text -> assertThat(text).contains("1 of 2 examples"));
      assertThat(gradient.run(new Batch(new float[] {2, 0, 0, 2}, 2, 2), labels).warning())
          .isEmpty();
    }
  }
}
