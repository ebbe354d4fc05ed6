package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;

/** What holds depends on the build of TensorFlow and on the machine. */
class DevicesTest {
  private static final Path DIGITS = Path.of("saved_models/mnist-mlp");
  private static final Engine ON_GPU = new Engine(Device.GPU, null);
  private static final Engine ON_CPU = new Engine(Device.CPU, null);

  private static boolean hasGpu() {
    return Devices.of(Engine.DEFAULT) == Device.GPU;
  }

  @Test
  void theProcessorIsThereAlways() {
    assertThat(Devices.of(ON_CPU)).isEqualTo(Device.CPU);
    assertThat(Devices.note(ON_CPU, Device.CPU)).isEmpty();
  }

  @Test
  void aGpuWithoutItsBuildIsRefusedWithTheRemedy() {
    assumeFalse(Devices.isGpuBuild());

    assertThatThrownBy(() -> TargetModel.load(DIGITS, options(ON_GPU)))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("build without GPUs")
        .hasMessageContaining("OSTRICH_GPU=1")
        .hasMessageContaining("-Pgpu")
        .hasMessageContaining("--device cpu");
    try (TargetModel model = TargetModel.load(DIGITS)) {
      assertThat(model.device()).isEqualTo(Device.CPU);
      assertThat(model.notes()).noneMatch(note -> note.contains("GPU"));
    }
  }

  @Test
  void theBuildForGpusWithoutOneSaysSoAndRunsOnTheProcessor() {
    assumeTrue(Devices.isGpuBuild() && !hasGpu());

    assertThatThrownBy(() -> TargetModel.load(DIGITS, options(ON_GPU)))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("finds no GPU")
        .hasMessageContaining("nvidia-smi")
        .hasMessageContaining("--device cpu");
    try (TargetModel model = TargetModel.load(DIGITS);
        TargetModel asked = TargetModel.load(DIGITS, options(ON_CPU))) {
      assertThat(model.device()).isEqualTo(Device.CPU);
      assertThat(model.notes()).anyMatch(note -> note.startsWith("TensorFlow finds no GPU"));
      assertThat(asked.notes()).noneMatch(note -> note.contains("GPU"));
    }
  }

  @Test
  void aGpuIsTakenUnlessTheProcessorIsAskedFor() {
    assumeTrue(hasGpu());
    int[] shape = {3, 28, 28, 1};

    try (TargetModel auto = TargetModel.load(DIGITS);
        TargetModel gpu = TargetModel.load(DIGITS, options(ON_GPU));
        TargetModel cpu = TargetModel.load(DIGITS, options(ON_CPU))) {
      assertThat(auto.device()).isEqualTo(Device.GPU);
      assertThat(gpu.device()).isEqualTo(Device.GPU);
      assertThat(cpu.device()).isEqualTo(Device.CPU);
      Batch blank = new Batch(new float[3 * 28 * 28], shape);
      assertThat(gpu.predict(blank).shape()).isEqualTo(cpu.predict(blank).shape());
    }
  }

  private static ModelOptions options(Engine engine) {
    return ModelOptions.defaults().withEngine(engine);
  }
}
