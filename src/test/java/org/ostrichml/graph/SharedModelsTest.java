package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Losses;

/** Real models with control flow, against the gradients that Python TensorFlow found. */
class SharedModelsTest {
  private static final IntArray LABELS = new IntArray(new int[] {1, 3, 0, 2}, new int[] {4});

  @ParameterizedTest
  @ValueSource(strings = {"k2-lstm", "tf2-cond"})
  void agreesWithTheGoldenGradient(String name) {
    String shared = System.getenv().getOrDefault("OSTRICH_SHARED", "../shared");
    Path folder = Path.of(shared, "models", "zoo", name);
    assumeTrue(Files.exists(folder) || "true".equals(System.getenv("CI")));
    Batch examples = Npy.readFloats(folder.resolve("golden/x.npy"));
    float[] output = Npy.readFloats(folder.resolve("golden/output.npy")).values();
    float[] golden = Npy.readFloats(folder.resolve("golden/grad.npy")).values();
    try (TargetModel model = TargetModel.load(folder)) {
      InputGradient gradient = InputGradient.of(model, Losses.CROSS_ENTROPY, model.logits());
      assertThat(difference(model.run(examples).values(), output)).isLessThan(1e-4);
      assertThat(difference(gradient.run(examples, LABELS).gradient().values(), golden))
          .isLessThan(1e-3 * difference(golden, new float[golden.length]));
    }
  }

  private static double difference(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }
}
