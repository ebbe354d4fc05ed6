package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;
import static org.ostrichml.Fixtures.referenceVariable;
import static org.ostrichml.Fixtures.variable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.data.Batch;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.RealDiv;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/** Convolutions with what follows them folded in, against TensorFlow on the model as saved. */
class FoldedConvolutionTest {
  private static final Batch X = Fixtures.examples(7, 3, 6, 5, 2);
  private static final Shape SHAPE = Shape.of(-1, 6, 5, 2);
  private static final List<Long> ONE = List.of(1L, 1L, 1L, 1L);
  private static final Set<String> FOLDED =
      Set.of("Mul", "RealDiv", "Div", "Add", "AddV2", "Sub", "Rsqrt", "BiasAdd");

  private static final float[] ONES = {1, 1, 1, 1, 1, 1};

  @TempDir Path folder;

  /** Ops on one tensor of 6 channels. */
  @FunctionalInterface
  private interface Chain {
    Operand<TFloat32> on(Ops tf, Operand<TFloat32> x);
  }

  /** What follows a convolution, in the forms that exporters write. */
  private enum Form {
    FUSED((tf, x) -> normalized(tf, "FusedBatchNorm", x, false)),
    FUSED_V2((tf, x) -> normalized(tf, "FusedBatchNormV2", x, false)),
    FUSED_V3((tf, x) -> normalized(tf, "FusedBatchNormV3", x, false)),
    FUSED_AFTER_BIAS(
        (tf, x) -> normalized(tf, "FusedBatchNormV3", tf.nn.biasAdd(x, numbers(tf, 3, 6)), false)),
    WRITTEN_OUT(
        (tf, x) -> {
          Operand<TFloat32> factor =
              tf.math.mul(tf.math.rsqrt(tf.math.add(variance(tf), tf.constant(1e-3f))), gamma(tf));
          return tf.math.add(
              tf.math.mul(x, factor), tf.math.sub(beta(tf), tf.math.mul(mean(tf), factor)));
        }),
    WRITTEN_OUT_IN_FOUR_AXES(
        (tf, x) -> {
          Operand<TFloat32> spread =
              tf.math.sqrt(tf.math.add(axes(tf, variance(tf)), tf.constant(1e-3f)));
          Operand<TFloat32> centred = tf.math.sub(x, axes(tf, mean(tf)));
          return tf.math.add(
              axes(tf, beta(tf)), tf.math.mul(axes(tf, gamma(tf)), tf.math.div(centred, spread)));
        }),
    SUBTRACTED_FROM(
        (tf, x) -> tf.math.sub(beta(tf), RealDiv.create(tf.scope(), x, tf.constant(0.5f)))),
    SCALED((tf, x) -> tf.math.mul(tf.constant(new float[] {3}), x)),
    SHIFTED((tf, x) -> tf.math.add(beta(tf), x));

    private final Chain chain;

    Form(Chain chain) {
      this.chain = chain;
    }
  }

  private static Operand<TFloat32> gamma(Ops tf) {
    return variable(tf, "gamma", numbers(tf, 11, 6));
  }

  private static Operand<TFloat32> beta(Ops tf) {
    return referenceVariable(tf, "beta", numbers(tf, 12, 6));
  }

  private static Operand<TFloat32> mean(Ops tf) {
    return variable(tf, "mean", numbers(tf, 13, 6));
  }

  private static Operand<TFloat32> variance(Ops tf) {
    return tf.math.abs(numbers(tf, 14, 6));
  }

  private static Operand<TFloat32> axes(Ops tf, Operand<TFloat32> vector) {
    return tf.reshape(vector, tf.constant(new int[] {1, 1, 1, 6}));
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> normalized(
      Ops tf, String type, Operand<TFloat32> x, boolean training) {
    return (Operand<TFloat32>)
        (Operand<?>)
            tf.scope()
                .opBuilder(type, type)
                .addInput(x.asOutput())
                .addInput(gamma(tf).asOutput())
                .addInput(beta(tf).asOutput())
                .addInput((training ? tf.constant(new float[0]) : mean(tf)).asOutput())
                .addInput((training ? tf.constant(new float[0]) : variance(tf)).asOutput())
                .setAttr("is_training", training)
                .setAttr("epsilon", 1e-3f)
                .build()
                .output(0);
  }

  private static Operand<TFloat32> convolved(Ops tf, Operand<TFloat32> x) {
    return tf.nn.conv2d(x, variable(tf, "filter", numbers(tf, 1, 3, 3, 2, 6)), ONE, "SAME");
  }

  private static Operand<TFloat32> depthwise(Ops tf, Operand<TFloat32> x) {
    return tf.nn.depthwiseConv2dNative(x, numbers(tf, 2, 3, 3, 2, 3), ONE, "VALID");
  }

  private static List<String> types(TargetModel model) {
    List<String> types = new ArrayList<>();
    model.graph().operations().forEachRemaining(op -> types.add(op.type()));
    return types;
  }

  /** Checks the output, and how many ops of those that can be folded are left. */
  private void check(Shape input, Network network, int left) {
    Path model = Fixtures.savedModel(folder, input, network);
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
        TargetModel target = TargetModel.load(model);
        TFloat32 fed = Tensors.of(X);
        Result result = bundle.session().runner().feed("x", fed).fetch("y").run()) {
      float[] expected = Tensors.batch(result.get(0)).values();
      float largest = 0;
      for (float value : expected) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(target.run(X).values()).containsExactly(expected, within(1e-4f * largest));
      assertThat(types(target))
          .filteredOn(type -> FOLDED.contains(type) || type.contains("BatchNorm"))
          .hasSize(left);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFormBecomesOneBias(Form form) {
    check(SHAPE, (tf, x) -> form.chain.on(tf, convolved(tf, x)), 1);
  }

  @ParameterizedTest
  @EnumSource
  void aDepthwiseConvolutionTakesEveryForm(Form form) {
    check(SHAPE, (tf, x) -> form.chain.on(tf, depthwise(tf, x)), 1);
  }

  @ParameterizedTest
  @EnumSource
  void theSizeOfThePictureMayBeOpen(Form form) {
    check(Shape.of(-1, -1, -1, 2), (tf, x) -> form.chain.on(tf, convolved(tf, x)), 1);
  }

  /** TF1's first form, which no new graph may have, from one of today's. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theNormalizationOfOldInceptionsIsFolded(boolean scaled) throws IOException {
    Network network =
        (tf, x) -> {
          Operand<TFloat32> y = tf.nn.conv2d(x, numbers(tf, 1, 3, 3, 2, 6), ONE, "SAME");
          Operand<TFloat32> gamma = scaled ? numbers(tf, 11, 6) : tf.constant(ONES);
          return tf.nn
              .fusedBatchNorm(
                  y,
                  gamma,
                  numbers(tf, 12, 6),
                  numbers(tf, 13, 6),
                  variance(tf),
                  FusedBatchNorm.isTraining(false))
              .y();
        };
    GraphDef today = Fixtures.graph(SHAPE, network);
    GraphDef.Builder old = today.toBuilder();
    old.getVersionsBuilder().setProducer(8);
    for (NodeDef.Builder node : old.getNodeBuilderList()) {
      if (node.getOp().startsWith("FusedBatchNorm")) {
        List<String> in = List.copyOf(node.getInputList());
        node.setOp("BatchNormWithGlobalNormalization")
            .clearInput()
            .addAllInput(List.of(in.get(0), in.get(3), in.get(4), in.get(2), in.get(1)))
            .putAttr("variance_epsilon", node.getAttrOrThrow("epsilon"))
            .putAttr("scale_after_normalization", AttrValue.newBuilder().setB(scaled).build());
        List.of("epsilon", "is_training", "data_format", "U", "exponential_avg_factor")
            .forEach(node::removeAttr);
      }
    }
    ModelOptions ends = ModelOptions.defaults().withTensors("x", "y");
    Path first = Files.write(folder.resolve("today.pb"), today.toByteArray());
    Path second = Files.write(folder.resolve("old.pb"), old.build().toByteArray());
    try (TargetModel expected = TargetModel.loadAsWritten(first, ends);
        TargetModel target = TargetModel.load(second, ends)) {
      assertThat(types(target)).noneMatch(type -> type.contains("BatchNorm"));
      assertThat(target.run(X).values()).containsExactly(expected.run(X).values(), within(1e-4f));
    }
  }

  @Test
  void theActivationIsFusedAfterwards() {
    Path model =
        Fixtures.savedModel(
            folder,
            SHAPE,
            (tf, x) -> tf.nn.relu(normalized(tf, "FusedBatchNormV3", convolved(tf, x), false)));
    try (TargetModel target = TargetModel.load(model)) {
      assertThat(types(target)).contains(FusedConvolution.OP);
    }
  }

  @Test
  void aConvolutionThatIsReadTwiceStands() {
    check(
        SHAPE,
        (tf, x) -> {
          Operand<TFloat32> y = convolved(tf, x);
          return tf.nn.relu(tf.concat(List.of(Form.FUSED_V3.chain.on(tf, y), y), tf.constant(3)));
        },
        1);
  }

  @Test
  void aChainEndsAtWhatIsReadTwice() {
    check(
        SHAPE,
        (tf, x) -> {
          Operand<TFloat32> y = Form.SUBTRACTED_FROM.chain.on(tf, convolved(tf, x));
          return tf.math.mul(tf.nn.relu(y), y);
        },
        2);
  }

  @Test
  void aFilterOfTwoConvolutionsStands() {
    check(
        SHAPE,
        (tf, x) -> {
          Operand<TFloat32> filter = variable(tf, "filter", numbers(tf, 1, 3, 3, 2, 6));
          Operand<TFloat32> a = tf.nn.conv2d(x, filter, ONE, "SAME");
          Operand<TFloat32> b = tf.nn.conv2d(tf.nn.relu(x), filter, ONE, "SAME");
          return tf.concat(
              List.of(Form.SCALED.chain.on(tf, a), Form.SHIFTED.chain.on(tf, b)), tf.constant(3));
        },
        2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FusedBatchNorm", "FusedBatchNormV3"})
  void aNormalizationInTrainingStands(String type) {
    check(SHAPE, (tf, x) -> normalized(tf, type, convolved(tf, x), true), 1);
  }

  @Test
  void whatComesBeforeAConvolutionStands() {
    check(
        SHAPE,
        (tf, x) -> convolved(tf, tf.math.mul(tf.math.sub(x, tf.constant(0.5f)), numbers(tf, 4, 2))),
        2);
  }

  @Test
  void scalesThatDifferFromPixelToPixelStand() {
    check(SHAPE, (tf, x) -> tf.math.mul(convolved(tf, x), numbers(tf, 4, 5, 1)), 1);
  }

  @Test
  void divisionByAConvolutionStands() {
    check(SHAPE, (tf, x) -> tf.math.div(tf.constant(2f), convolved(tf, x)), 1);
  }

  @Test
  void whatIsPreparedIsNotFolded() {
    Path model =
        Fixtures.savedModel(
            folder.resolve("saved"),
            SHAPE,
            (tf, x) -> normalized(tf, "FusedBatchNormV3", convolved(tf, x), false));
    Path prepared = folder.resolve("prepared");
    TargetModel.prepare(model, ModelOptions.defaults(), prepared);
    try (TargetModel first = TargetModel.load(model);
        TargetModel again = TargetModel.load(prepared)) {
      assertThat(ModelSource.read(prepared).metaGraph(null).getGraphDef().getNodeList())
          .anyMatch(node -> node.getOp().equals("FusedBatchNormV3"));
      assertThat(types(again)).noneMatch(type -> type.contains("BatchNorm"));
      assertThat(again.run(X).values()).containsExactly(first.run(X).values());
    }
  }
}
