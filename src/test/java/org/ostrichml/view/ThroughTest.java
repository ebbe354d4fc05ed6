package org.ostrichml.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.OstrichException;
import org.ostrichml.Shared;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Npy;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.model.TargetModel;
import org.ostrichml.model.View;
import org.ostrichml.objective.Losses;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Models behind views, against the same models shown the same pictures one by one. */
class ThroughTest {
  private static final int SIDE = 8;
  private static final int CLASSES = 4;
  private static final int DRAWS = 3;
  private static final Spread SPREAD = new Spread(0.2f, 0.2f, 20, 0.1f, 0.1f, 0.02f);

  @TempDir Path folder;

  private static View view(int draws) {
    return new Transformations(SPREAD, draws, Bounds.UNIT, 5);
  }

  private TargetModel model(Shape shape, Network network) {
    return TargetModel.load(Fixtures.savedModel(folder.resolve("model"), shape, network));
  }

  /** Layers that Ostrich folds, fuses and computes by kernels of its own. */
  private static Operand<TFloat32> network(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> convolution =
        tf.nn.conv2d(x, numbers(tf, 1, 3, 3, 3, 6), List.of(1L, 1L, 1L, 1L), "SAME");
    Operand<TFloat32> scaled = tf.math.mul(convolution, numbers(tf, 2, 6));
    Operand<TFloat32> features = tf.nn.relu(tf.nn.biasAdd(scaled, numbers(tf, 3, 6)));
    Operand<TFloat32> pooled =
        tf.nn.maxPool(
            tf.nn.localResponseNormalization(features),
            tf.constant(new int[] {1, 2, 2, 1}),
            tf.constant(new int[] {1, 2, 2, 1}),
            "SAME");
    return tf.nn.softmax(
        tf.math.add(
            tf.linalg.matMul(
                tf.reshape(pooled, tf.constant(new int[] {-1, 96})), numbers(tf, 4, 96, CLASSES)),
            numbers(tf, 5, CLASSES)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 6})
  void eachPositionSeesItsPicture(long batch) {
    try (TargetModel model = model(Shape.of(batch, SIDE, SIDE, 3), ThroughTest::network)) {
      TargetModel through = model.through(view(DRAWS));
      Batch x = Fixtures.examples(1, 2, SIDE, SIDE, 3);
      Batch shown = through.shown(x);
      assertThat(shown.shape()).containsExactly(2 * DRAWS, SIDE, SIDE, 3);
      assertThat(through.inputShape()).containsExactly(batch < 0 ? -1 : 2, SIDE, SIDE, 3);
      assertThat(through.outputShape()).containsExactly(batch < 0 ? -1 : 2, DRAWS, CLASSES);
      assertThat(through.classes()).isEqualTo(CLASSES);
      assertThat(through.views()).isEqualTo(DRAWS);
      assertThat(through.outputKind()).isEqualTo(model.outputKind());
      assertThat(through.scores(x).shape()).containsExactly(2, DRAWS, CLASSES);
      assertThat(through.scores(x).values()).isEqualTo(model.scores(shown).values());
      assertThat(through.predict(x).values()).isEqualTo(model.predict(shown).values());
      assertThat(through.run(x).values()).isEqualTo(model.run(shown).values());
    }
  }

  @Test
  void theGradientOfALinearModelIsThatOfItsPicturesTogether() {
    try (TargetModel model =
        model(
            Shape.of(-1, SIDE, SIDE, 1),
            (tf, x) ->
                tf.linalg.matMul(
                    tf.reshape(x, tf.constant(new int[] {-1, SIDE * SIDE})),
                    numbers(tf, 2, SIDE * SIDE, CLASSES)))) {
      Spread moves = new Spread(0.2f, 0.2f, 20, 0, 0, 0);
      TargetModel through = model.through(new Transformations(moves, DRAWS, Bounds.UNIT, 5));
      InputGradient gradient = InputGradient.of(through, Losses.LOGIT, through.logits());
      Batch x = Fixtures.examples(2, 5, SIDE, SIDE, 1);
      int[] labels = new int[5 * DRAWS];
      Arrays.setAll(labels, i -> i / DRAWS % CLASSES);
      InputGradient.Value value = gradient.run(x, new IntArray(labels, new int[] {5, DRAWS}));
      for (int i = 0; i < 5; i++) {
        double product = 0;
        for (int pixel = i * SIDE * SIDE; pixel < (i + 1) * SIDE * SIDE; pixel++) {
          product += (double) value.gradient().values()[pixel] * x.values()[pixel];
        }
        assertThat(product).isCloseTo(value.losses().values()[i], within(1e-4));
      }
    }
  }

  @Test
  void equalViewsShareACopyAndOthersDoNot() {
    try (TargetModel model = model(Shape.of(-1, SIDE, SIDE, 3), ThroughTest::network)) {
      TargetModel through = model.through(view(DRAWS));
      assertThat(model.through(view(DRAWS)).input()).isSameAs(through.input());
      assertThat(model.through(view(2)).input()).isNotSameAs(through.input());
      assertThat(through.withBatchSize(1).through(view(2)).views()).isEqualTo(2 * DRAWS);
      assertThat(model.draw()).isNull();
    }
  }

  @Test
  void viewsBeforeViewsDrawTogether() {
    try (TargetModel model = model(Shape.of(-1, SIDE, SIDE, 3), ThroughTest::network)) {
      TargetModel twice = model.through(view(DRAWS)).through(view(2));
      Batch x = Fixtures.examples(1, 2, SIDE, SIDE, 3);
      assertThat(twice.outputShape()).containsExactly(-1, 2, DRAWS, CLASSES);
      assertThat(twice.views()).isEqualTo(2 * DRAWS);
      Batch once = model.through(view(DRAWS)).shown(model.through(view(2)).shown(x));
      assertThat(twice.scores(x).values()).isEqualTo(model.scores(once).values());
      assertThat(twice.draw()).isSameAs(model.through(view(DRAWS)).draw());
    }
  }

  @Test
  void anyHeightAndWidthAndMapsOfClasses() {
    try (TargetModel model =
        model(
            Shape.of(-1, -1, -1, 3),
            (tf, x) ->
                tf.nn.conv2d(
                    x, numbers(tf, 1, 3, 3, 3, CLASSES), List.of(1L, 1L, 1L, 1L), "SAME"))) {
      TargetModel through = model.through(view(DRAWS));
      Batch x = Fixtures.examples(1, 2, 5, 6, 3);
      assertThat(through.outputShape()).containsExactly(-1, DRAWS, -1, -1, CLASSES);
      assertThat(through.scores(x).values())
          .isEqualTo(model.scores(through.shown(x)).values())
          .hasSize(2 * DRAWS * 5 * 6 * CLASSES);
    }
  }

  @Test
  void aFixedBatchMustHoldWholeExamples() {
    try (TargetModel model = model(Shape.of(4, SIDE, SIDE, 3), ThroughTest::network)) {
      for (int draws : new int[] {3, 8}) {
        assertThatThrownBy(() -> model.through(view(draws)))
            .isInstanceOf(OstrichException.class)
            .hasMessageContaining("batches of 4 alone");
      }
    }
  }

  /** The function that computes the gradient is copied along. */
  @Test
  void gradientsThatAModelBroughtAlongStay() {
    Path zoo = Shared.path("models/zoo/tf2-custom-gradient");
    Batch x = Npy.readFloats(zoo.resolve("golden/x.npy"));
    try (TargetModel model = TargetModel.load(zoo)) {
      TargetModel through = model.through(new Transformations(Spread.NONE, 1, Bounds.UNIT, 0));
      InputGradient gradient = InputGradient.of(through, Losses.CROSS_ENTROPY, through.logits());
      IntArray labels = new IntArray(new int[] {1, 3, 0, 2}, new int[] {4, 1});
      assertThat(gradient.run(x, labels).gradient().values())
          .containsExactly(Npy.readFloats(zoo.resolve("golden/grad.npy")).values(), within(1e-5f));
    }
  }
}
