package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A model that takes its input apart along an axis whose length it leaves open. */
class InputShapeTest {
  @TempDir Path folder;

  private Path model;

  /** From x, [N, T], to its columns in a list, and back. */
  @BeforeEach
  void write() {
    model =
        Fixtures.savedModel(
            folder.resolve("m"),
            Shape.of(-1, -1),
            (tf, x) -> {
              Operand<TInt32> turned = tf.constant(new int[] {1, 0});
              Operand<?> columns =
                  tf.tensorListFromTensor(tf.linalg.transpose(x, turned), tf.constant(-1));
              return tf.linalg.transpose(
                  tf.tensorListStack(columns, tf.constant(-1), TFloat32.class), turned);
            });
  }

  @Test
  void openLengthIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> TargetModel.load(model))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll("unknown length", "--input-shape");
  }

  @Test
  void lengthThatIsGivenIsTheInputs() {
    try (TargetModel loaded = TargetModel.load(model, shape(-1, 2))) {
      assertThat(loaded.inputShape()).containsExactly(-1, 2);
      Batch y = loaded.run(new Batch(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
      assertThat(y.values()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThatThrownBy(() -> loaded.run(new Batch(new float[9], 3, 3)))
          .isInstanceOf(OstrichException.class);
    }
  }

  @Test
  void sidecarGivesItToo() throws IOException {
    Files.writeString(model.resolve("ostrich.json"), "{\"inputShape\": [3, 2]}");
    try (TargetModel loaded = TargetModel.load(model)) {
      assertThat(loaded.inputShape()).containsExactly(3, 2);
    }
    try (TargetModel loaded = TargetModel.load(model, shape(-1, 4))) {
      assertThat(loaded.inputShape()).containsExactly(-1, 4);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,-2", "2,0", "0,2"})
  void lengthThatIsNoneIsRefused(long first, long second) {
    assertThatThrownBy(() -> TargetModel.load(model, shape(first, second)))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("as in -1,60,8");
  }

  @Test
  void otherNumberOfAxesIsRefused() {
    assertThatThrownBy(() -> TargetModel.load(model, shape(1, 2, 3)))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll("[-1, -1]", "[1, 2, 3]", "--input-shape");
  }

  private static ModelOptions shape(long... axes) {
    List<Long> lengths = Arrays.stream(axes).boxed().toList();
    return ModelOptions.defaults().withInputShape(lengths);
  }
}
