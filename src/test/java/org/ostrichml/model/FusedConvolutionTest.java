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
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;

/** Convolution, bias and activation as one op, against TensorFlow on the model as it was saved. */
class FusedConvolutionTest {
  private static final Batch X = Fixtures.examples(7, 3, 6, 5, 2);

  @TempDir Path folder;

  private static Operand<TFloat32> convolved(Ops tf, Operand<TFloat32> x, Conv2d.Options... more) {
    Operand<TFloat32> filter = variable(tf, "filter", numbers(tf, 1, 3, 3, 2, 4));
    return tf.nn.biasAdd(
        tf.nn.conv2d(x, filter, List.of(1L, 1L, 1L, 1L), "SAME", more),
        variable(tf, "bias", numbers(tf, 2, 4)));
  }

  private static Operand<?> activated(Ops tf, String type, Operand<TFloat32> x) {
    return tf.scope().opBuilder(type, type).addInput(x.asOutput()).build().output(0);
  }

  private List<String> types(TargetModel model) {
    List<String> types = new ArrayList<>();
    model.graph().operations().forEachRemaining(op -> types.add(op.type()));
    return types;
  }

  private void check(Network network, boolean fused) {
    Path model = Fixtures.savedModel(folder, Shape.of(-1, 6, 5, 2), network);
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
        TargetModel target = TargetModel.load(model);
        TFloat32 fed = Tensors.of(X);
        Result expected = bundle.session().runner().feed("x", fed).fetch("y").run()) {
      assertThat(types(target).contains(FusedConvolution.OP)).isEqualTo(fused);
      assertThat(target.run(X).values())
          .containsExactly(Tensors.batch(expected.get(0)).values(), within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Relu", "Relu6", "Elu"})
  void valuesAreThoseOfTheSavedModel(String activation) {
    check((tf, x) -> activated(tf, activation, convolved(tf, x)), true);
  }

  @Test
  void aBiasThatIsReadTwiceStands() {
    check(
        (tf, x) -> {
          Operand<TFloat32> biased = convolved(tf, x);
          return tf.math.add(tf.nn.relu(biased), biased);
        },
        false);
  }

  @Test
  void aDilatedConvolutionStands() {
    check(
        (tf, x) -> tf.nn.relu(convolved(tf, x, Conv2d.dilations(List.of(1L, 2L, 2L, 1L)))), false);
  }

  @Test
  void aFilterThatDependsOnTheInputStands() {
    check(
        (tf, x) -> {
          Operand<TFloat32> filter =
              tf.math.mul(
                  numbers(tf, 1, 3, 3, 2, 4), tf.reduceMax(x, tf.constant(new int[] {0, 1, 2, 3})));
          return tf.nn.relu(
              tf.nn.biasAdd(
                  tf.nn.conv2d(x, filter, List.of(1L, 1L, 1L, 1L), "SAME"), numbers(tf, 2, 4)));
        },
        false);
  }

  @Test
  void whatIsPreparedHoldsOpsOfTheModelAlone() {
    Path model =
        Fixtures.savedModel(
            folder.resolve("saved"),
            Shape.of(-1, 6, 5, 2),
            (tf, x) -> tf.nn.relu(convolved(tf, x)));
    Path prepared = folder.resolve("prepared");
    TargetModel.prepare(model, ModelOptions.defaults(), prepared);
    assertThat(ModelSource.read(prepared).metaGraph(null).getGraphDef().getNodeList())
        .noneMatch(node -> node.getOp().startsWith("_"));
  }
}
