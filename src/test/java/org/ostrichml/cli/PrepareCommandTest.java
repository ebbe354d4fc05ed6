package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.ostrich;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Shared;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.model.TargetModel;
import org.ostrichml.model.Tensors;
import org.ostrichml.objective.Losses;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.types.TFloat32;

class PrepareCommandTest {
  @TempDir Path folder;

  @Test
  void preparedModelIsAnOrdinarySavedModelThatSaysTheSame() throws Exception {
    Path prepared = folder.resolve("prepared");
    ostrich("prepare", PICTURES, "--out", prepared).exits(0);
    try (Stream<Path> files = Files.list(prepared)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("saved_model.pb", "labels.txt", "ostrich.json");
    }
    Batch noise = noise(96 * 96 * 3);
    Batch pictures = new Batch(noise.values(), 1, 96, 96, 3);
    try (TargetModel original = TargetModel.load(PICTURES);
        TargetModel again = TargetModel.load(prepared);
        SavedModelBundle bundle = SavedModelBundle.load(prepared.toString(), "serve");
        TFloat32 fed = Tensors.of(pictures);
        Result result = bundle.call(Map.of("input", fed))) {
      float[] expected = original.run(pictures).values();
      assertThat(again.run(pictures).values()).containsExactly(expected, within(1e-6f));
      assertThat(Tensors.batch(result.get(0)).values()).containsExactly(expected, within(1e-6f));
      assertThat(again.boundsKnown()).isTrue();
      assertThat(again.label("ostrich")).isEqualTo(original.label("ostrich"));
    }
  }

  /** The function that computes the gradient travels along. */
  @Test
  void preparedModelKeepsItsCustomGradients() {
    Path model = Shared.path("models/zoo/tf2-custom-gradient");
    Path prepared = folder.resolve("prepared");
    ostrich("prepare", model, "--out", prepared).exits(0);
    Batch x = Npy.readFloats(model.resolve("golden/x.npy"));
    try (TargetModel again = TargetModel.load(prepared)) {
      InputGradient gradient = InputGradient.of(again, Losses.CROSS_ENTROPY, again.logits());
      IntArray labels = new IntArray(new int[] {1, 3, 0, 2}, new int[] {4});
      assertThat(gradient.run(x, labels).gradient().values())
          .containsExactly(
              Npy.readFloats(model.resolve("golden/grad.npy")).values(), within(1e-5f));
    }
  }

  @Test
  void folderThatHoldsSomethingIsRefused() throws Exception {
    Files.writeString(folder.resolve("mine"), "");
    assertThat(ostrich("prepare", PICTURES, "--out", folder).exits(2).err())
        .contains("is not empty");
  }

  private static Batch noise(int size) {
    java.util.Random random = new java.util.Random(7);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat();
    }
    return new Batch(values, 1, size);
  }
}
