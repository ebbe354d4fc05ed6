package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;
import static org.ostrichml.Fixtures.variable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.data.Batch;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Paddings before convolutions, against TensorFlow on the model as it was saved. */
class PaddingFolderTest {
  private static final Batch X = Fixtures.examples(7, 3, 6, 5, 2);

  @TempDir Path folder;

  private static Operand<TFloat32> padded(Ops tf, Operand<TFloat32> x, int... sides) {
    return tf.scope()
        .opBuilder("Pad", "Pad")
        .addInput(x.asOutput())
        .addInput(tf.reshape(tf.constant(sides), tf.constant(new int[] {4, 2})).asOutput())
        .build()
        .output(0);
  }

  private static Operand<TFloat32> convolved(
      Ops tf, Operand<TFloat32> x, int channels, long stride, String padding) {
    return tf.nn.conv2d(
        x,
        variable(tf, "filter", numbers(tf, 1, 3, 3, channels, 4)),
        List.of(1L, stride, stride, 1L),
        padding);
  }

  private void check(boolean folded, Network network) {
    Path model = Fixtures.savedModel(folder, Shape.of(-1, 6, 5, 2), network);
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
        TargetModel target = TargetModel.load(model);
        TFloat32 fed = Tensors.of(X);
        Result expected = bundle.session().runner().feed("x", fed).fetch("y").run()) {
      List<String> types = new ArrayList<>();
      target.graph().operations().forEachRemaining(op -> types.add(op.type()));
      assertThat(types.contains("Pad")).isEqualTo(!folded);
      assertThat(target.run(X).values())
          .containsExactly(Tensors.batch(expected.get(0)).values(), within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theConvolutionPadsItself(long stride) {
    check(
        true, (tf, x) -> convolved(tf, padded(tf, x, 0, 0, 1, 2, 0, 3, 0, 0), 2, stride, "VALID"));
  }

  private static Operand<TFloat32> pooled(Ops tf, Operand<TFloat32> x, int... border) {
    return tf.scope()
        .opBuilder("MaxPool", "MaxPool")
        .addInput(padded(tf, x, 0, 0, border[0], border[1], border[2], border[3], 0, 0).asOutput())
        .setAttr("ksize", new long[] {1, 3, 2, 1})
        .setAttr("strides", new long[] {1, 2, 2, 1})
        .setAttr("padding", "VALID")
        .build()
        .output(0);
  }

  @Test
  void aPoolingOfWhatIsNotBelowZeroPadsItself() {
    check(
        true,
        (tf, x) -> {
          Operand<TFloat32> up = tf.nn.relu(tf.math.sub(x, tf.constant(0.5f)));
          Operand<TFloat32> joined =
              tf.concat(List.of(up, tf.nn.localResponseNormalization(up)), tf.constant(3));
          return pooled(tf, joined, 0, 2, 1, 1);
        });
  }

  @Test
  void aPoolingOfWhatMayBeBelowZeroStands() {
    check(
        false,
        (tf, x) -> {
          Operand<TFloat32> down = tf.math.sub(x, tf.constant(2f));
          return pooled(tf, tf.concat(List.of(tf.nn.relu(x), down), tf.constant(3)), 0, 2, 1, 1);
        });
  }

  @Test
  void windowsOfZerosAloneStand() {
    check(false, (tf, x) -> pooled(tf, tf.nn.relu(x), 0, 3, 0, 0));
  }

  @Test
  void whatOthersReadTooStands() {
    check(
        false,
        (tf, x) -> {
          Operand<TFloat32> around = padded(tf, x, 0, 0, 1, 1, 1, 1, 0, 0);
          Operand<TFloat32> sum = tf.reduceSum(around, tf.constant(new int[] {1, 2, 3}));
          return tf.math.add(
              convolved(tf, around, 2, 1, "VALID"),
              tf.reshape(sum, tf.constant(new int[] {-1, 1, 1, 1})));
        });
  }

  @Test
  void paddedChannelsStand() {
    check(false, (tf, x) -> convolved(tf, padded(tf, x, 0, 0, 1, 1, 1, 1, 0, 1), 3, 1, "VALID"));
  }

  @Test
  void twoBordersStand() {
    check(false, (tf, x) -> convolved(tf, padded(tf, x, 0, 0, 1, 1, 1, 1, 0, 0), 2, 1, "SAME"));
  }
}
