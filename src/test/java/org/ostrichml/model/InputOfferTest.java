package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Typed;
import org.ostrichml.OstrichException;
import org.ostrichml.Shared;
import org.ostrichml.data.Batch;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** What a refusal offers is typed in as it stands, and must work. */
class InputOfferTest {
  private static final Pattern OFFER = Pattern.compile("--input (\\S+) \\(");

  @TempDir Path folder;

  /** As the Inception of 2015 begins. */
  @Test
  void pictureDecoderIsCutWhereItsPixelsAreABatch() {
    Path model =
        savedModel(
            TString.class,
            Shape.scalar(),
            (tf, jpeg) -> {
              Operand<TFloat32> pixels =
                  tf.dtypes.cast(
                      tf.image.decodeJpeg(jpeg, DecodeJpeg.channels(3L)), TFloat32.class);
              Operand<TFloat32> resized =
                  tf.image.resizeBilinear(
                      tf.expandDims(pixels, tf.constant(0)), tf.constant(new int[] {2, 2}));
              return matMul(tf, tf.math.mul(resized, tf.constant(1 / 128f)), 12);
            });

    String message = refusal(model, ModelOptions.defaults());

    assertThat(message)
        .contains("no float input (it has: x (string))", "read by DecodeJpeg (JPEG files)")
        .contains("--input ResizeBilinear:0 (float32 [1, 2, 2, 3])");
    Batch x = Fixtures.examples(1, 1, 2, 2, 3);
    try (TargetModel pasted = TargetModel.load(model, offered(message));
        TargetModel plain = plain(tf -> y -> tf.math.mul(y, tf.constant(1 / 128f)), 2, 2, 3)) {
      assertThat(pasted.run(x).values()).isEqualTo(plain.run(x).values());
    }
  }

  @Test
  void bytesAreCutBehindTheirCast() {
    Path model =
        savedModel(
            TUint8.class,
            Shape.of(-1, 4),
            (tf, x) -> matMul(tf, tf.dtypes.cast(x, TFloat32.class), 4));

    String message = refusal(model, ModelOptions.defaults());

    assertThat(message).contains("x (uint8)", "--input Cast:0 (float32 [-1, 4])");
    assertThat(refusal(model, ModelOptions.defaults().withTensors("x", null)))
        .startsWith("Input 'x:0' is uint8, which has no gradient. ")
        .contains("--input Cast:0");
    Batch x = Fixtures.examples(1, 3, 4);
    try (TargetModel pasted = TargetModel.load(model, offered(message));
        TargetModel plain = plain(tf -> y -> y, 4)) {
      assertThat(pasted.run(x).values()).isEqualTo(plain.run(x).values());
    }
  }

  /** A lookup of embeddings: whole numbers are taken where they are asked for, and exactly. */
  @Test
  void wholeNumbersAreTakenWhereTheyAreAskedFor() {
    int most = 1 << 24;
    float[][] table = {{1, 2}, {3, 4}, {5, 6}};
    Path model =
        savedModel(
            TInt32.class,
            Shape.of(-1, 2),
            (tf, x) ->
                tf.gather(tf.constant(table), tf.math.sub(tf.constant(most), x), tf.constant(0)));

    assertThat(refusal(model, ModelOptions.defaults()))
        .contains("no float input (it has: x (int32))", "Its floats are Gather:0");
    try (TargetModel tokens = TargetModel.load(model, ModelOptions.defaults().withWholeNumbers())) {
      assertThat(tokens.run(new Batch(new float[] {most, most - 1}, 1, 2)).values())
          .containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void nothingIsOfferedWhereNoFloatsLieBefore() {
    Path model =
        savedModel(
            TString.class,
            Shape.of(-1),
            (tf, x) ->
                tf.strings.toNumber(
                    tf.dtypes.asString(tf.strings.toNumber(x, TFloat32.class)), TFloat32.class));
    ModelOptions before = ModelOptions.defaults().withTensors(null, "AsString");
    assertThat(refusal(model, before)).contains("there is nothing to attack: choose another");
  }

  /** y = x / 2 + 2, parsed inside of functions. */
  @Test
  void parsedExampleInsideOfFunctionsIsOfferedByItsNameThere() {
    Path model = Shared.path("models/thirdparty/serving-half-plus-two-tf2-cpu");
    ModelOptions options = ModelOptions.defaults().withSignature("regress_x_to_y");

    String message = refusal(model, options);

    assertThat(message).contains("ParseExampleV2 (serialized tf.Examples)");
    ModelOptions pasted = options.withTensors(offered(message).place().input(), null);
    try (TargetModel loaded = TargetModel.load(model, pasted)) {
      float[] y = loaded.run(new Batch(new float[] {1, 5, -2}, 3, 1)).values();
      assertThat(y).containsExactly(new float[] {2.5f, 4.5f, 1}, within(1e-6f));
    }
  }

  @Test
  void severalFeaturesAreOfferedWhereTheyAreJoined() {
    Path model = Shared.path("models/thirdparty/tfx-penguin-keras");

    String message = refusal(model, ModelOptions.defaults());

    assertThat(message)
        .contains("ParseExampleV2:0 (float32 [-1, 1])", "ParseExampleV2:3 (float32 [-1, 1])")
        .contains("joined into: --input ", "concat:0 (float32 [-1, 4])");
    try (TargetModel pasted = TargetModel.load(model, offered(message))) {
      assertThat(pasted.run(Fixtures.examples(1, 2, 4)).shape()).containsExactly(2, 3);
    }
  }

  /** One of two inputs cannot be attacked alone, as the other would have to be fed. */
  @Test
  void secondInputIsNamedWithWhatJoinsBoth() {
    Path model =
        savedModel(
            TFloat32.class,
            Shape.of(-1, 4),
            (tf, x) -> {
              Placeholder<TFloat32> z =
                  tf.withName("z").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 4)));
              return matMul(tf, tf.withName("sum").math.add(x, z), 4);
            });

    String message = refusal(model, ModelOptions.defaults());

    assertThat(message)
        .startsWith("Beside 'x:0' the output depends on z, which cannot be fed.")
        .contains("--input sum:0 (float32 [-1, 4])");
    Batch x = Fixtures.examples(1, 3, 4);
    try (TargetModel pasted = TargetModel.load(model, offered(message));
        TargetModel plain = plain(tf -> y -> y, 4)) {
      assertThat(pasted.run(x).values()).isEqualTo(plain.run(x).values());
    }
  }

  private <T extends TType> Path savedModel(Class<T> type, Shape shape, Typed<T> network) {
    return Fixtures.savedModel(folder.resolve("model"), type, shape, network);
  }

  /** The same weights behind an input of floats. */
  private TargetModel plain(
      Function<Ops, Function<Operand<TFloat32>, Operand<TFloat32>>> before, int... shape) {
    long[] axes = new long[shape.length + 1];
    axes[0] = -1;
    int size = 1;
    for (int i = 0; i < shape.length; i++) {
      axes[i + 1] = shape[i];
      size *= shape[i];
    }
    int inputs = size;
    return TargetModel.load(
        Fixtures.savedModel(
            folder.resolve("plain"),
            Shape.of(axes),
            (tf, x) -> matMul(tf, before.apply(tf).apply(x), inputs)));
  }

  private static Operand<TFloat32> matMul(Ops tf, Operand<TFloat32> x, int inputs) {
    return tf.linalg.matMul(
        tf.reshape(x, tf.constant(new int[] {-1, inputs})), Fixtures.numbers(tf, 1, inputs, 3));
  }

  private static String refusal(Path model, ModelOptions options) {
    return catchThrowableOfType(
            OstrichException.class, () -> TargetModel.load(model, options).close())
        .getMessage();
  }

  private static ModelOptions offered(String message) {
    Matcher offer = OFFER.matcher(message);
    assertThat(offer.find()).as(message).isTrue();
    return ModelOptions.defaults().withTensors(offer.group(1), null);
  }
}
