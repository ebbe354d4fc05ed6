package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.Fixtures.numbers;
import static org.ostrichml.Protos.F;
import static org.ostrichml.Protos.call;
import static org.ostrichml.Protos.function;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.Protos;
import org.ostrichml.data.Batch;
import org.ostrichml.graph.StandIn;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/** What stand-ins may be called, and what is said where there is nothing of that name. */
class NamedStandInTest {
  private static final Batch X = Fixtures.examples(2, 3, 4);

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void write() {
    model =
        Fixtures.savedModel(
            folder.resolve("model"),
            Shape.of(-1, 4),
            (tf, x) -> {
              Operand<TFloat32> first = tf.withSubScope("a").withName("round").math.rint(x);
              Operand<TFloat32> second = tf.withSubScope("b").withName("round").math.rint(first);
              Operand<TFloat32> weights = tf.withName("weights").math.floor(numbers(tf, 1, 4, 3));
              Operand<TFloat32> size =
                  tf.withName("size")
                      .dtypes
                      .cast(tf.shape(tf.withName("measured").math.ceil(x)), TFloat32.class);
              tf.withName("aside").math.ceil(x);
              Operand<TFloat32> both = tf.withName("both").math.mul(first, second);
              Operand<TFloat32> scores = tf.withName("scores").linalg.matMul(both, weights);
              return tf.math.add(scores, tf.reduceMax(size, tf.constant(0)));
            });
  }

  private void refused(String place, String... words) {
    ModelOptions options = ModelOptions.defaults().withBackward(List.of(StandIn.parse(place)));
    assertThatThrownBy(() -> TargetModel.load(model, options).close())
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void whatIsNotThereIsOfferedWhatIsNear() {
    refused("ruond", "called 'ruond'", "nearest are: a/round, b/round");
    refused("RINT", "called 'RINT'", "nearest are: Rint");
    refused("nowhere..a/round", "called 'nowhere'");
    refused("..nowhere", "called 'nowhere'");
  }

  @Test
  void anEndOfSeveralNamesIsNotEnough() {
    refused("round", "2 ops are called 'round'", "a/round, b/round", "'Rint'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aside", "Ceil", "weights", "Floor", "size", "x..size", "measured"})
  void whatLiesOnNoPathIsSaidToLieOnNone(String place) {
    refused(place, "lies on no path from the input to the loss");
  }

  @Test
  void stepsLeadOnAndKeepTheShape() {
    refused("..scores", "'..scores'", "ostrich_input:0", "[-1, 4]", "scores:0", "[-1, 3]");
    refused("scores", "'scores'", "must be equal");
    refused("b/round..a/round", "'a/round:0' does not depend on 'b/round:0'");
    refused("a/round:1..b/round", "'a/round:1'", "no float tensor");
    refused("both", "'both' (Mul) reads 2 float tensors", "FROM..TO");
  }

  @ParameterizedTest
  @CsvSource({
    "'', names no op",
    "x.., names no op",
    "Rint=linear, 'linear'",
    "Rint=tanh:steep, 'steep'",
    "Rint=tanh:0, slope 0.0",
    "Rint=tanh:-1, slope -1.0",
    "Rint=identity:2, slope 2.0"
  })
  void whatCannotBeReadIsQuoted(String text, String words) {
    assertThatThrownBy(() -> StandIn.parse(text))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rint", "a/round", "x..b/round", "x:0..a/round", "a/round..both"})
  void forwardNothingChanges(String place) {
    ModelOptions options = ModelOptions.defaults().withBackward(List.of(StandIn.of(place)));
    try (TargetModel plain = TargetModel.load(model);
        TargetModel past = TargetModel.load(model, options)) {
      assertThat(past.run(X).values()).isEqualTo(plain.run(X).values());
      assertThat(past.notes()).anyMatch(note -> note.contains("stands in"));
    }
  }

  /** What is called gets the name of the call before its own. */
  @ParameterizedTest
  @ValueSource(strings = {"call/inner/round", "inner/round", "round", "Round"})
  void opsInsideFunctionsHaveNames(String place) {
    MetaGraphDef.Builder meta =
        MetaGraphDef.newBuilder()
            .setGraphDef(
                Protos.graph(
                    List.of(
                        function("outer a", "out=inner:output:0", call("inner", "round", 1, "a")),
                        function("round a", "out=round:y:0", node("round", "Round", "a"))),
                    placeholder("x", -1, 4),
                    call("call", "outer", 1, "x")))
            .putSignatureDef(
                "serving_default",
                SignatureDef.newBuilder()
                    .putInputs("x", info("x:0"))
                    .putOutputs("y", info("call:0"))
                    .build());
    meta.getMetaInfoDefBuilder().addTags("serve");
    Path called = Fixtures.write(folder.resolve("called"), meta.build());
    ModelOptions options = ModelOptions.defaults().withBackward(List.of(StandIn.of(place)));
    try (TargetModel past = TargetModel.load(called, options)) {
      assertThat(past.run(X).values()).containsOnly(0, 1);
      assertThat(past.notes()).anyMatch(note -> note.endsWith(" call/inner/round."));
    }
  }

  private static TensorInfo info(String name) {
    return TensorInfo.newBuilder()
        .setName(name)
        .setDtype(F)
        .setTensorShape(
            TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dim.newBuilder().setSize(-1))
                .addDim(TensorShapeProto.Dim.newBuilder().setSize(4)))
        .build();
  }
}
