package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ostrichml.Shared;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;
import org.ostrichml.model.Tensors;
import org.ostrichml.objective.Loss;
import org.ostrichml.objective.Losses;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Outputs and gradients against those that Python's TensorFlow computed through the saved
 * signature. Errors of gradients are relative to the largest element.
 */
class GoldenTest {
  /** Untrained, with ReLUs near their kinks: what rounds otherwise takes some of them elsewhere. */
  private static final Set<String> KINKS = Set.of("k2-mobilenet-v1", "k3-mobilenet-v2");

  private static final String LINE = "%-48s %10s %10s %8s%n";
  private static final StringBuilder TABLE = new StringBuilder();

  /** What all models gave, for whoever reads the build's output. */
  @AfterAll
  static void printTable() {
    if (!TABLE.isEmpty()) {
      System.out.printf(LINE, "model", "gradient", "output", "seconds");
      System.out.print(TABLE);
    }
  }

  /** How a model is loaded, and how far its gradient may be from the golden one. */
  private enum Way {
    AS_WRITTEN,
    FOLDED;

    TargetModel load(Path folder, ModelOptions options) {
      return this == FOLDED
          ? TargetModel.load(folder, options)
          : TargetModel.loadAsWritten(folder, options);
    }

    double tolerance(Path folder) {
      boolean kinks = KINKS.contains(folder.getFileName().toString());
      return this == FOLDED && kinks ? 0.1 : 1e-3;
    }
  }

  @TestFactory
  Stream<DynamicTest> everyModelGivesTheGoldenGradient() throws IOException {
    return tests(Way.AS_WRITTEN);
  }

  @TestFactory
  Stream<DynamicTest> everyFoldedModelGivesTheGoldenGradient() throws IOException {
    return tests(Way.FOLDED);
  }

  private static Stream<DynamicTest> tests(Way way) throws IOException {
    if (!Shared.isHere()) {
      return Stream.of(DynamicTest.dynamicTest("models", () -> Shared.path("models")));
    }
    return Shared.goldenModels().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(), () -> compare(folder, read(folder), way)));
  }

  private static JsonObject read(Path folder) throws IOException {
    String text = Files.readString(folder.resolve("golden/golden.json"));
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static void compare(Path folder, JsonObject golden, Way way) {
    long start = System.nanoTime();
    ModelOptions options =
        ModelOptions.defaults()
            .withSignature(golden.get("signature").getAsString())
            .withTensors(golden.get("input").getAsString(), golden.get("output").getAsString());
    int[] labels = integers(golden.get("labels")).toArray();
    Loss loss = labels.length == 0 ? Losses.SQUARED_OUTPUT : Losses.CROSS_ENTROPY;
    try (TargetModel model = way.load(folder, options)) {
      Batch x = Npy.readFloats(folder.resolve("golden/x.npy"));
      double outputError = distance(model.run(x), folder.resolve("golden/output.npy"));

      Ops tf = Ops.create(model.graph());
      Placeholder<TInt32> fed = tf.placeholder(TInt32.class);
      Operand<TFloat32> scores = labels.length == 0 ? model.output() : model.logits();
      Operand<TFloat32> losses = loss.perExample(tf, scores, fed);
      Operand<TFloat32> gradient = Gradients.of(tf, losses, model.input());
      Path file = folder.resolve("golden/grad.npy");
      double largest = 0;
      for (float value : Npy.readFloats(file).values()) {
        largest = Math.max(largest, Math.abs(value));
      }
      int[] output = model.run(x).shape();
      int[] positions = labels.length == 0 ? new int[0] : Arrays.copyOf(output, output.length - 1);
      try (TFloat32 in = Tensors.of(x);
          TInt32 at = labels(positions, labels);
          Result result =
              model
                  .session()
                  .runner()
                  .feed(model.input(), in)
                  .feed(fed, at)
                  .fetch(gradient)
                  .run()) {
        double error = distance(Tensors.batch(result.get(0)), file) / largest;
        TABLE.append(
            LINE.formatted(
                folder.getParent().getFileName().resolve(folder.getFileName()) + " " + way,
                "%.1e".formatted(error),
                "%.1e".formatted(outputError),
                "%.2f".formatted((System.nanoTime() - start) / 1e9)));
        assertThat(outputError).isLessThan(1e-4);
        assertThat(error).isLessThan(way.tolerance(folder));
      }
    }
  }

  private static TInt32 labels(int[] shape, int[] labels) {
    return shape.length == 0
        ? TInt32.scalarOf(0)
        : TInt32.tensorOf(
            Shape.of(Arrays.stream(shape).asLongStream().toArray()), DataBuffers.of(labels));
  }

  private static double distance(Batch actual, Path expected) {
    Batch golden = Npy.readFloats(expected);
    assertThat(actual.shape()).isEqualTo(golden.shape());
    return IntStream.range(0, golden.values().length)
        .mapToDouble(i -> Math.abs((double) actual.values()[i] - golden.values()[i]))
        .map(distance -> Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance)
        .max()
        .orElseThrow();
  }

  /** The numbers of a nested list, in order; none where there is no list. */
  private static IntStream integers(JsonElement element) {
    if (element.isJsonArray()) {
      List<JsonElement> elements = element.getAsJsonArray().asList();
      return elements.stream().flatMapToInt(GoldenTest::integers);
    }
    return element.isJsonNull() ? IntStream.empty() : IntStream.of(element.getAsInt());
  }
}
