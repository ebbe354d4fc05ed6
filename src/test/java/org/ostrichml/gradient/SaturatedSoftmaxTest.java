package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.model.OutputKind;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Losses;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Losses on the logits behind a softmax, and on what the softmax leaves of them. */
class SaturatedSoftmaxTest {
  private static final int WIDTH = 4;
  private static final int CLASSES = 3;
  private static final Batch X = Fixtures.examples(4, 6, WIDTH);
  private static final float SURE = 1e5f;

  @TempDir Path folder;

  private TargetModel model(Network network) {
    return TargetModel.load(
        Fixtures.savedModel(folder.resolve("model"), Shape.of(-1, WIDTH), network));
  }

  private static Operand<TFloat32> scores(Ops tf, Operand<TFloat32> x, float scale) {
    return tf.math.mul(tf.linalg.matMul(x, numbers(tf, 1, WIDTH, CLASSES)), tf.constant(scale));
  }

  private static InputGradient.Value gradient(TargetModel model) {
    int[] labels = {0, 1, 2, 0, 1, 2};
    return InputGradient.of(model, Losses.CROSS_ENTROPY, model.logits())
        .run(X, new IntArray(labels, new int[] {6}));
  }

  @Test
  void whereASoftmaxIsUnsureBothAreTheSame() {
    try (TargetModel model = model((tf, x) -> tf.nn.softmax(scores(tf, x, 1)))) {
      TargetModel probable = model.onProbabilities();
      assertThat(probable.outputKind()).isEqualTo(OutputKind.PROBABILITIES);
      assertThat(probable.predict(X).values()).isEqualTo(model.predict(X).values());
      assertThat(gradient(probable).losses().values())
          .containsExactly(gradient(model).losses().values(), within(1e-5f));
      assertThat(gradient(probable).gradient().values())
          .containsExactly(gradient(model).gradient().values(), within(1e-5f));
      assertThat(model.onProbabilities().logits()).isSameAs(probable.logits());
    }
  }

  /** {@code SURE (W[k] - W[label])}, k the class that leads; on probabilities it is 0. */
  @Test
  void whereASoftmaxIsSureOnlyTheLogitsTellTheWay() {
    try (TargetModel model = model((tf, x) -> tf.nn.softmax(scores(tf, x, SURE)))) {
      assertThat(gradient(model.onProbabilities()).gradient().values()).containsOnly(0);
      assertThat(gradient(model.onProbabilities()).warning()).isPresent();
      float[] scores = model.scores(X).values();
      float[] gradient = gradient(model).gradient().values();
      float[] weights = Fixtures.examples(1, WIDTH, CLASSES).values();
      for (int i = 0; i < 6; i++) {
        int label = i % CLASSES;
        int leader = label == 0 ? 1 : 0;
        for (int k = 0; k < CLASSES; k++) {
          boolean leads = scores[i * CLASSES + k] > scores[i * CLASSES + leader];
          leader = k != label && leads ? k : leader;
        }
        boolean isRight = scores[i * CLASSES + label] > scores[i * CLASSES + leader];
        for (int row = 0; row < WIDTH; row++) {
          double way =
              2 * SURE * (weights[row * CLASSES + leader] - weights[row * CLASSES + label]);
          if (isRight) {
            assertThat(Math.signum(gradient[i * WIDTH + row])).isEqualTo((float) Math.signum(way));
          } else {
            assertThat(gradient[i * WIDTH + row] / way).isCloseTo(1, within(1e-3));
          }
        }
      }
    }
  }

  @Test
  void scoresAreNoProbabilities() {
    try (TargetModel model = model((tf, x) -> scores(tf, x, 1))) {
      assertThatThrownBy(model::onProbabilities)
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("no probabilities");
    }
  }
}
