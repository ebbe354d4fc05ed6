package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.objective.Losses;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Pools whose windows are tensors, against the same ops as they were written. */
class ConstantPoolsTest {
  private static final Batch X = Fixtures.examples(5, 3, 9, 8, 2);

  @TempDir Path folder;

  private static Operand<TFloat32> pools(Ops tf, Operand<TFloat32> x, Operand<TInt32> strides) {
    Operand<TFloat32> first =
        tf.nn.maxPool(x, tf.constant(new int[] {1, 3, 2, 1}), strides, "SAME");
    return tf.nn.maxPool(
        first, tf.constant(new int[] {1, 2, 2, 1}), tf.constant(new int[] {1, 2, 1, 1}), "VALID");
  }

  @Test
  void constantWindowsBecomeAttributesAndTheResultsStay() {
    Path model =
        Fixtures.savedModel(
            folder.resolve("pools"),
            Shape.of(-1, 9, 8, 2),
            (tf, x) ->
                tf.reshape(
                    pools(tf, x, tf.constant(new int[] {1, 2, 1, 1})),
                    tf.constant(new int[] {-1, 2 * 7 * 2})));
    try (TargetModel rewritten = TargetModel.load(model);
        TargetModel written = TargetModel.loadAsWritten(model, ModelOptions.defaults())) {
      assertThat(types(rewritten)).contains("MaxPool").doesNotContain("MaxPoolV2");
      assertThat(types(written)).contains("MaxPoolV2").doesNotContain("MaxPool");
      assertThat(rewritten.scores(X).values()).containsExactly(written.scores(X).values());
      assertThat(gradient(rewritten)).containsExactly(gradient(written));
    }
  }

  private static float[] gradient(TargetModel model) {
    return InputGradient.of(model, Losses.SQUARED_OUTPUT, model.logits())
        .run(X, new IntArray(new int[X.size()], new int[] {X.size()}))
        .gradient()
        .values();
  }

  /** A stride that the input tells is not known before a run. */
  @Test
  void otherWindowsStayTensors() {
    Path model =
        Fixtures.savedModel(
            folder.resolve("open"),
            Shape.of(-1, 9, 8, 2),
            (tf, x) -> {
              Operand<TInt32> one = tf.reduceMin(tf.math.sign(tf.shape(x)), tf.constant(0));
              Operand<TInt32> strides = tf.stack(List.of(one, one, one, one));
              return tf.reduceMax(pools(tf, x, strides), tf.constant(new int[] {1, 2}));
            });
    try (TargetModel loaded = TargetModel.load(model)) {
      assertThat(types(loaded)).contains("MaxPool", "MaxPoolV2");
    }
  }

  private static List<String> types(TargetModel model) {
    List<String> types = new ArrayList<>();
    model.graph().operations().forEachRemaining(op -> types.add(op.type()));
    return types;
  }
}
