package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;
import org.ostrichml.gradient.Fixtures.Fixture;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

/**
 * Every rule written here, and every gradient of TensorFlow's own that models meet: over a hundred
 * in one process, where TF Java could register ten.
 */
class GradientRulesTest {
  private static final double[] POINTS = {-.9, -.6, -.3, .2, .7, 1.4};

  static Stream<Fixture> fixtures() {
    return Stream.of(
            new ElementwiseFixtures(),
            new ConvolutionFixtures(),
            new PoolingFixtures(),
            new NormalizationFixtures(),
            new ImageFixtures(),
            new IndexFixtures(),
            new LinearAlgebraFixtures(),
            new DecompositionFixtures(),
            new SparseFixtures(),
            new ReductionFixtures())
        .flatMap(fixtures -> fixtures.all().stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void agreesWithFiniteDifferences(Fixture fixture) {
    try (OpBench bench = new OpBench()) {
      OpBench.Comparison found =
          bench.compare(fixture.op(), fixture.shape(), fixture.low(), fixture.high());
      assertThat(found.differences()).doesNotContain(Double.NaN);
      assertThat(found.gradient()).containsExactly(found.differences(), within(found.tolerance()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rint", "Round", "Ceil", "Floor", "Sign", "OnesLike", "ZerosLike"})
  void isZeroAndNotRefused(String type) {
    assertThatThrownBy(() -> gradient((b, x) -> b.op(type, x).out()))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("No gradient reaches the input");
    assertThat(gradient((b, x) -> b.add(x, b.op(type, x).out()))).containsExactly(1, 1, 1, 1, 1, 1);
  }

  /**
   * At a tie there is no derivative; as in Python, equal elements share, of two the first has it.
   */
  @Test
  void tiesAreSharedAsInPython() {
    for (String type : List.of("Max", "Min")) {
      assertThat(gradient((b, x) -> b.op(type, x, b.ints(0)).out(), 2, 2)).containsExactly(.5, .5);
      assertThat(gradient((b, x) -> b.op("Segment" + type, x, b.ints(0, 0)).out(), 2, 2))
          .containsExactly(.5, .5);
      assertThat(
              gradient(
                  (b, x) -> b.op("UnsortedSegment" + type, x, b.ints(0, 0), b.integer(1)).out(),
                  2,
                  2))
          .containsExactly(.5, .5);
      assertThat(gradient((b, x) -> b.op(type + "imum", x, b.number(2)).out(), 2))
          .containsExactly(1);
      assertThat(gradient((b, x) -> b.op(type + "imum", b.number(2), x).out(), 2))
          .containsExactly(0);
    }
    assertThat(gradient((b, x) -> b.op("NthElement", x, b.integer(1)).out(), 2, 2))
        .containsExactly(.5, .5);
  }

  /** The differences of a staircase are of no use: within its range it counts as the identity. */
  @Test
  void quantizationIsTheIdentityWithinItsRange() {
    List<OpBench.Function> clipping =
        List.of(
            (b, x) ->
                b.op("FakeQuantWithMinMaxArgs", b.single(x)).set("min", -.5f).set("max", .5f).out(),
            (b, x) ->
                b.op(
                        "FakeQuantWithMinMaxVars",
                        b.single(x),
                        b.single(b.number(-.5)),
                        b.single(b.number(.5)))
                    .out(),
            (b, x) ->
                b.op(
                        "FakeQuantWithMinMaxVarsPerChannel",
                        b.single(x),
                        b.single(b.tf.fill(b.ints(6), b.number(-.5))),
                        b.single(b.tf.fill(b.ints(6), b.number(.5))))
                    .out(),
            (b, x) ->
                b.op("QuantizeAndDequantizeV4", x, b.number(-.5), b.number(.5))
                    .set("range_given", true)
                    .out());
    for (OpBench.Function op : clipping) {
      assertThat(gradient(op)).containsExactly(0, 0, 1, 1, 0, 0);
    }
  }

  @Test
  void quantizationThatLeavesTheRangeOpenIsTheIdentity() {
    assertThat(
            gradient(
                (b, x) ->
                    b.op("QuantizeAndDequantizeV2", x, b.number(-2), b.number(2))
                        .set("range_given", true)
                        .out()))
        .containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(
            gradient(
                (b, x) ->
                    b.op("QuantizeAndDequantizeV3", x, b.number(-2), b.number(2), b.integer(8))
                        .set("range_given", true)
                        .out()))
        .containsExactly(1, 1, 1, 1, 1, 1);
  }

  /** TF Java has room for ten registrations a process; the rules written here use none. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "TF Java registers no gradients there")
  void gradientsThatAnApplicationRegisteredAreUsedWhereNoneIsWrittenHere() {
    assertThat(GradientRules.exists("DeepCopy")).isFalse();
    register("DeepCopy", 3);
    register("Erfc", 5);

    assertThat(gradient((b, x) -> b.op("DeepCopy", x).out())).containsExactly(3, 3, 3, 3, 3, 3);
    assertThat(gradient((b, x) -> b.op("Erfc", x).out(), 0))
        .containsExactly(new double[] {-2 / Math.sqrt(Math.PI)}, within(1e-12));
    assertThat(applicationsOwn("DeepCopy")).containsExactly(3);
    assertThat(applicationsOwn("Erfc")).containsExactly(5);
  }

  /** What TensorFlow gives an application that asks it, and not us, for a gradient. */
  private static double[] applicationsOwn(String type) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat64> x = tf.constant(new double[] {0});
      Output<?> y = tf.scope().opBuilder(type, type).addInput(x.asOutput()).build().output(0);
      Output<?> gradient = graph.addGradients(y, new Output<?>[] {x.asOutput()})[0];
      try (Session session = new Session(graph);
          TFloat64 value = (TFloat64) session.runner().fetch(gradient).run().get(0)) {
        return new double[] {value.getDouble(0)};
      }
    }
  }

  private static void register(String type, double factor) {
    TensorFlow.registerCustomGradient(
        type,
        (tf, op, gradients) ->
            List.of(tf.math.mul(gradients.get(0).expect(TFloat64.class), tf.constant(factor))));
  }

  private static double[] gradient(OpBench.Function op) {
    return gradient(op, POINTS);
  }

  private static double[] gradient(OpBench.Function op, double... at) {
    try (OpBench bench = new OpBench()) {
      return bench.gradient(op, at);
    }
  }
}
