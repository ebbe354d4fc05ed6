package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.Fixtures.numbers;
import static org.ostrichml.Fixtures.referenceVariable;
import static org.ostrichml.Fixtures.variable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.tensorflow.ndarray.Shape;

class VariablesTest {
  @TempDir Path folder;

  @Test
  void bothKindsOfVariablesAreRestoredFromTheCheckpoint() {
    Path frozen =
        Fixtures.savedModel(
            folder.resolve("frozen"),
            Shape.of(-1, 4),
            (tf, x) -> tf.math.add(tf.linalg.matMul(x, numbers(tf, 1, 4, 3)), numbers(tf, 2, 3)));
    Batch x = Fixtures.examples(3, 5, 4);
    try (TargetModel expected = TargetModel.load(frozen);
        TargetModel actual = TargetModel.load(withVariables())) {
      assertThat(actual.run(x).values()).isEqualTo(expected.run(x).values());
    }
  }

  private Path withVariables() {
    return Fixtures.savedModel(
        folder.resolve("variables"),
        Shape.of(-1, 4),
        (tf, x) ->
            tf.math.add(
                tf.linalg.matMul(x, referenceVariable(tf, "w", numbers(tf, 1, 4, 3))),
                variable(tf, "b", numbers(tf, 2, 3))));
  }

  @Test
  void missingVariablesFolderIsNamed() throws IOException {
    Path model = withVariables();
    Files.move(model.resolve("variables"), model.resolve("elsewhere"));
    refused(model, "has 2 variables, but", "variables.index", "is missing");
  }

  @Test
  void missingShardIsAnError() throws IOException {
    Path model = withVariables();
    Files.delete(model.resolve("variables/variables.data-00000-of-00001"));
    refused(model, "cannot be restored", "variables.data-00000-of-00001");
  }

  @Test
  void truncatedShardIsAnError() throws IOException {
    Path model = withVariables();
    Path shard = model.resolve("variables/variables.data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(shard);
    Files.write(shard, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    refused(model, "cannot be restored");
  }

  @Test
  void graphThatIsNotFrozenHasNoValues() throws IOException {
    Path file = folder.resolve("graph.pb");
    Files.write(
        file,
        Fixtures.graph(
                Shape.of(-1, 4), (tf, x) -> tf.math.add(x, variable(tf, "b", numbers(tf, 2, 4))))
            .toByteArray());
    assertThatThrownBy(() -> TargetModel.load(file, ModelOptions.defaults().withTensors("x", "y")))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("is not frozen: it has 1 variables");
  }

  private static void refused(Path model, String... parts) {
    assertThatThrownBy(() -> TargetModel.load(model))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(parts);
  }
}
