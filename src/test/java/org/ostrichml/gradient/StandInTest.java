package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.graph.StandIn;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Losses;
import org.ostrichml.view.Spread;
import org.ostrichml.view.Transformations;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * Gradients past ops that have none, on networks whose gradient is known in closed form: the loss
 * is minus the sum over i of W[i, label] times the square of what the op makes of x[i].
 */
class StandInTest {
  private static final int WIDTH = 6;
  private static final int CLASSES = 3;
  private static final int[] SIDES = {1, 8, 8, 3};
  private static final Batch X = Fixtures.examples(4, 2, WIDTH);

  @TempDir Path folder;

  /** What is between the input and the squares. */
  private interface Step {
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> x);
  }

  private Path model(Step step) {
    Network network =
        (tf, x) -> tf.linalg.matMul(tf.math.square(step.of(tf, x)), numbers(tf, 1, WIDTH, CLASSES));
    return Fixtures.savedModel(folder.resolve("model"), Shape.of(-1, WIDTH), network);
  }

  private static ModelOptions past(String... standIns) {
    return ModelOptions.defaults()
        .withBackward(Arrays.stream(standIns).map(StandIn::parse).toList());
  }

  private static float[] gradient(TargetModel model) {
    return InputGradient.of(model, Losses.LOGIT, model.logits())
        .run(X, new IntArray(new int[] {0, 2}, new int[] {2}))
        .gradient()
        .values();
  }

  /** {@code -2 W[i, label] y s} at each element, where y is what the op makes, s its slope. */
  private static void agrees(float[] gradient, IntToDoubleFunction y, IntToDoubleFunction slope) {
    float[] weights = Fixtures.examples(1, WIDTH, CLASSES).values();
    assertThat(gradient).hasSize(2 * WIDTH);
    for (int at = 0; at < gradient.length; at++) {
      double weight = 2 * weights[at % WIDTH * CLASSES + (at < WIDTH ? 0 : 2)] - 1;
      double expected = -2 * weight * y.applyAsDouble(at) * slope.applyAsDouble(at);
      assertThat((double) gradient[at]).isCloseTo(expected, within(1e-5));
    }
  }

  private static float x(int at) {
    return X.values()[at];
  }

  private static Operand<TFloat32> quarters(Ops tf, Operand<TFloat32> x) {
    Ops inside = tf.withSubScope("defence").withSubScope("quantise");
    Operand<TFloat32> four = tf.constant(4f);
    return tf.withName("levels")
        .math
        .div(inside.withName("rounded").math.rint(tf.withName("times").math.mul(x, four)), four);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rint",
        "defence/quantise/rounded",
        "quantise/rounded",
        "rounded:0",
        "rounded=identity",
        "times..rounded",
        "..levels"
      })
  void theGradientIsThatOfTheNetworkWithoutTheOpWhereTheOpLeads(String place) {
    Path model = model(StandInTest::quarters);
    try (TargetModel plain = TargetModel.load(model);
        TargetModel past = TargetModel.load(model, past(place))) {
      assertThatThrownBy(() -> gradient(plain))
          .hasMessageContaining("op 'Rint' (node 'defence/quantise/rounded') on");
      assertThat(past.scores(X).values()).isEqualTo(plain.scores(X).values());
      agrees(gradient(past), at -> Math.rint(4 * x(at)) / 4, at -> 1);
    }
  }

  /** The slope of the stand-in is taken where the op's input is, the rest where its output is. */
  @Test
  void aCurveOfOnesOwn() {
    Path model = model((tf, x) -> tf.math.sign(tf.math.sub(x, tf.constant(0.5f))));
    try (TargetModel past = TargetModel.load(model, past("Sign=tanh:3"))) {
      agrees(
          gradient(past),
          at -> Math.signum(x(at) - 0.5),
          at -> 3 * (1 - Math.pow(Math.tanh(3 * (x(at) - 0.5)), 2)));
    }
  }

  /** Rounding to bytes: the way back leads over integers, whichever of the casts is named. */
  @ParameterizedTest
  @ValueSource(strings = {"bytes", "floats", "Cast", "white..floats", "bytes=identity"})
  void aRoundTripOverIntegers(String place) {
    Path model =
        model(
            (tf, x) -> {
              Operand<TFloat32> white = tf.withName("white").math.mul(x, tf.constant(15f));
              Operand<TUint8> bytes = tf.withName("bytes").dtypes.cast(white, TUint8.class);
              Operand<TFloat32> floats = tf.withName("floats").dtypes.cast(bytes, TFloat32.class);
              return tf.math.div(floats, tf.constant(15f));
            });
    try (TargetModel past = TargetModel.load(model, past(place))) {
      agrees(gradient(past), at -> (int) (15 * x(at)) / 15., at -> 1);
    }
  }

  /** A thermometer: how many of the thresholds a value exceeds. */
  @ParameterizedTest
  @CsvSource({
    "Greater, 10, 1",
    "Less, 10, -1",
    "bits, 10, 1",
    "Greater=sigmoid:4, 4, 1",
    "LessEqual=sigmoid:7, 7, -1"
  })
  void comparisonsBecomeSigmoidsOfTheDifference(String place, int slope, int sign) {
    float[] thresholds = {0.2f, 0.5f, 0.8f};
    Path model =
        model(
            (tf, x) -> {
              Operand<TFloat32> each = tf.expandDims(x, tf.constant(-1));
              Operand<TFloat32> limits = tf.constant(thresholds);
              Operand<TBool> truth =
                  place.startsWith("LessEqual")
                      ? tf.math.lessEqual(each, limits)
                      : place.startsWith("Less")
                          ? tf.math.less(each, limits)
                          : tf.math.greater(each, limits);
              return tf.reduceSum(
                  tf.withName("bits").dtypes.cast(truth, TFloat32.class), tf.constant(-1));
            });
    try (TargetModel past = TargetModel.load(model, past(place))) {
      agrees(
          gradient(past),
          at -> doubles(thresholds).filter(t -> sign * (x(at) - t) > 0).count(),
          at -> doubles(thresholds).map(t -> sign * bump(slope, x(at) - t)).sum());
    }
  }

  /** {@code tf.where(x > 0.5, 2x, 3)}: the choice moves too, and so does what is chosen. */
  @Test
  void aChoiceByAComparison() {
    Path model =
        model(
            (tf, x) ->
                tf.select(
                    tf.math.greater(x, tf.constant(0.5f)),
                    tf.math.mul(x, tf.constant(2f)),
                    tf.constant(3f)));
    try (TargetModel past = TargetModel.load(model, past("Greater"))) {
      agrees(
          gradient(past),
          at -> x(at) > 0.5f ? 2 * x(at) : 3,
          at -> 2 * sigmoid(10 * (x(at) - 0.5)) + (2 * x(at) - 3) * bump(10, x(at) - 0.5));
    }
  }

  private static DoubleStream doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** The derivative of a sigmoid of slope k. */
  private static double bump(double k, double x) {
    return k * sigmoid(k * x) * (1 - sigmoid(k * x));
  }

  /** JPEG of one picture: what is named makes strings, or reads them. */
  @ParameterizedTest
  @ValueSource(strings = {"DecodeJpeg", "EncodeJpeg", "encoded", "grey..back"})
  void anEncoderAndItsDecoder(String place) {
    Path model =
        Fixtures.savedModel(
            folder.resolve("model"),
            Shape.of(1, 8, 8, 3),
            (tf, x) -> {
              Operand<TFloat32> grey = tf.withName("grey").math.mul(x, tf.constant(255f));
              Operand<TUint8> bytes = tf.dtypes.cast(tf.squeeze(grey), TUint8.class);
              Operand<TUint8> decoded =
                  tf.image.decodeJpeg(tf.withName("encoded").image.encodeJpeg(bytes));
              Operand<TFloat32> back =
                  tf.withName("back")
                      .reshape(tf.dtypes.cast(decoded, TFloat32.class), tf.constant(SIDES));
              return tf.linalg.matMul(
                  tf.reshape(tf.math.square(back), tf.constant(new int[] {1, 192})),
                  numbers(tf, 1, 192, CLASSES));
            });
    Batch x = Fixtures.examples(7, 1, 8, 8, 3);
    float[] y;
    try (TargetModel back =
        TargetModel.load(model, ModelOptions.defaults().withTensors(null, "back"))) {
      y = back.run(x).values();
    }
    try (TargetModel past = TargetModel.load(model, past(place))) {
      float[] gradient =
          InputGradient.of(past, Losses.LOGIT, past.logits())
              .run(x, new IntArray(new int[] {1}, new int[] {1}))
              .gradient()
              .values();
      float[] weights = Fixtures.examples(1, 192, CLASSES).values();
      for (int i = 0; i < y.length; i++) {
        double expected = -2 * (2 * weights[i * CLASSES + 1] - 1) * y[i] * 255;
        assertThat((double) gradient[i]).isCloseTo(expected, within(0.2));
      }
    }
  }

  /** An op of floats that no rule is known for is no obstacle where something stands in for it. */
  @Test
  void anOpWithoutARuleIsPassed() {
    Path model =
        model(
            (tf, x) -> {
              Operand<TInt32> four = tf.constant(new int[] {-1, 1, WIDTH, 1});
              Operand<TFloat32> pictures = tf.reshape(x, four);
              Operand<TFloat32> boxes = tf.constant(new float[2][1][4]);
              return tf.reshape(
                  tf.withName("boxes")
                      .image
                      .drawBoundingBoxes(pictures, boxes, tf.constant(new float[][] {{0.5f}})),
                  tf.constant(new int[] {-1, WIDTH}));
            });
    try (TargetModel plain = TargetModel.load(model);
        TargetModel past = TargetModel.load(model, past("boxes"))) {
      assertThatThrownBy(() -> gradient(plain)).hasMessageContaining("no gradient of op 'Draw");
      agrees(gradient(past), at -> at % WIDTH == 0 ? 0.5f : x(at), at -> 1);
    }
  }

  /** Several steps in one run, and several pictures of one, are copies of the model's ops. */
  @Test
  void copiesOfTheModelKeepWhatStandsIn() {
    Path model = model(StandInTest::quarters);
    try (TargetModel past = TargetModel.load(model, past("Rint"))) {
      TargetModel twice = past.through(new Transformations(Spread.NONE, 2, Bounds.UNIT, 0));
      float[] both =
          InputGradient.of(twice, Losses.LOGIT, twice.logits())
              .run(X, new IntArray(new int[] {0, 0, 2, 2}, new int[] {2, 2}))
              .gradient()
              .values();
      agrees(both, at -> Math.rint(4 * x(at)) / 4, at -> 2);
    }
  }

  @Test
  void aPreparedModelKeepsWhatStandsIn() {
    Path model = model(StandInTest::quarters);
    TargetModel.prepare(model, past("Rint"), folder.resolve("prepared"));
    try (TargetModel past = TargetModel.load(folder.resolve("prepared"))) {
      agrees(gradient(past), at -> Math.rint(4 * x(at)) / 4, at -> 1);
    }
  }

  /** Halves, and a cast of floats: what stands in is cast along. */
  @Test
  void otherFloats() {
    Path model =
        model(
            (tf, x) ->
                tf.dtypes.cast(
                    tf.math.div(
                        tf.math.rint(
                            tf.dtypes.cast(tf.math.mul(x, tf.constant(4f)), TFloat64.class)),
                        tf.constant(4d)),
                    TFloat32.class));
    try (TargetModel past = TargetModel.load(model, past("Mul..Div"))) {
      agrees(gradient(past), at -> Math.rint(4 * x(at)) / 4, at -> 4);
    }
  }
}
