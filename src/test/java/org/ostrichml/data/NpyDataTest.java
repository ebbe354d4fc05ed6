package org.ostrichml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.OstrichException;

class NpyDataTest {
  private static final ArrayFormat FORMAT = new ArrayFormat(new int[] {-1, 2}, Bounds.UNIT, 3);

  @TempDir Path folder;

  @Test
  void rowsComeAFewAtATime() {
    Path x = npy("x", new Batch(new float[] {0, .1f, .2f, .3f, .4f, .5f}, 3, 2, 1));
    Path y = npy("y", new Batch(new float[] {2, 0, 1}, 3, 1));

    try (NpyData data = NpyData.open(x, y, FORMAT, 99)) {
      LabelledBatch first = data.next(2).orElseThrow();
      assertThat(first.examples().values()).containsExactly(0, .1f, .2f, .3f);
      assertThat(first.examples().shape()).containsExactly(2, 2);
      assertThat(first.labels()).containsExactly(2, 0);
      LabelledBatch last = data.next(2).orElseThrow();
      assertThat(last.examples().values()).containsExactly(.4f, .5f);
      assertThat(last.labels()).containsExactly(1);
      assertThat(data.next(2)).isEmpty();
    }
  }

  @Test
  void fortranOrderIsTheSameData() throws IOException {
    Path x = npy("x", new Batch(new float[] {0, .2f, .4f, .1f, .3f, .5f}, 3, 2));
    byte[] bytes = Files.readAllBytes(x);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Files.write(x, text.replace("False", "True ").getBytes(StandardCharsets.ISO_8859_1));
    Path y = npy("y", new Batch(new float[] {2, 0, 1}, 3));

    try (NpyData data = NpyData.open(x, y, FORMAT, 99)) {
      assertThat(data.next(1).orElseThrow().examples().values()).containsExactly(0, .1f);
      assertThat(data.next(2).orElseThrow().examples().values())
          .containsExactly(.2f, .3f, .4f, .5f);
    }
  }

  @Test
  void everyFaultIsNamed() {
    Path good = npy("x", new Batch(new float[] {0, .1f, .2f, .3f}, 2, 2));
    Path y = npy("y", new Batch(new float[] {2, 0}, 2));

    refused(npy("a", new Batch(new float[] {0, 0, 1, 1.5f}, 2, 2)), y, "example 1 holds 1.5");
    refused(npy("b", new Batch(new float[] {0, Float.NaN, 1, 1}, 2, 2)), y, "example 0 holds NaN");
    refused(npy("c", new Batch(new float[6], 2, 3)), y, "shape [3]", "takes [-1, 2]");
    refused(good, npy("d", new Batch(new float[] {1}, 1)), "holds 1 labels", "2 examples");
    refused(good, npy("e", new Batch(new float[] {1, 3}, 2)), "label 3 of example 1");
    refused(good, npy("f", new Batch(new float[] {-1, 2}, 2)), "label -1 of example 0");
    refused(good, npy("g", new Batch(new float[6], 2, 3)), "one class index for each");
    refused(good, folder.resolve("none.npy"), "none.npy does not exist");
  }

  @Test
  void examplesFillTheShapeTheModelTakes() {
    assertThat(fit(new int[] {28, 28}, -1, 28, 28)).containsExactly(28, 28);
    assertThat(fit(new int[] {28, 28}, -1, 28, 28, 1)).containsExactly(28, 28, 1);
    assertThat(fit(new int[] {28, 28}, -1, -1, -1, 1)).containsExactly(28, 28, 1);
    assertThat(fit(new int[] {28, 28}, -1, 784)).containsExactly(784);
    assertThat(fit(new int[] {28, 28, 1}, -1, 28, 28)).containsExactly(28, 28);
    assertThat(fit(new int[] {784}, -1, 28, 28, 1)).containsExactly(28, 28, 1);
    assertThat(fit(new int[] {5})).containsExactly(5);
    assertThatThrownBy(() -> fit(new int[] {3, 32, 32}, -1, 32, 32, 3))
        .isInstanceOf(OstrichException.class); // The same count, another order.
  }

  private static int[] fit(int[] shape, int... input) {
    return new ArrayFormat(input, Bounds.UNIT, 3).fit(shape, Path.of("x.npy"));
  }

  private Path npy(String name, Batch values) {
    Path file = folder.resolve(name + ".npy");
    Npy.write(file, values);
    return file;
  }

  private static void refused(Path x, Path y, String... parts) {
    assertThatThrownBy(
            () -> {
              try (NpyData data = NpyData.open(x, y, FORMAT, 99)) {
                data.next(99);
              }
            })
        .isInstanceOf(OstrichException.class)
        .message()
        .contains(parts);
  }
}
