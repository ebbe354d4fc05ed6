package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ostrichml.cli.InProcess.BUS;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.attackBus;
import static org.ostrichml.cli.InProcess.ostrich;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.functional.Outcome;
import org.ostrichml.model.Device;
import org.ostrichml.model.TargetModel;

class EngineArgumentsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tpu", "", "gpu0", "cpu,gpu"})
  void devicesThatAreNone(String device) {
    attackBus("--device", device).refusesUsage("--device", "[AUTO, CPU, GPU]", device);
    ostrich("inspect", PICTURES, "--device", device).refusesUsage("--device", device);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "1.5", "99999999999"})
  void threadsThatAreNoNumber(String threads) {
    attackBus("--threads", threads).refusesUsage("--threads", threads);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1025"})
  void threadsThatNoMachineHas(String threads) {
    attackBus("--threads=" + threads).refuses("--threads must be 1 to 1024");
    ostrich("inspect", PICTURES, "--threads=" + threads).refuses("--threads must be 1 to 1024");
    ostrich("demo", "--threads=" + threads).refuses("--threads must be 1 to 1024");
    ostrich("prepare", PICTURES, "--out", folder.resolve("p"), "--threads=" + threads)
        .refuses("--threads must be 1 to 1024");
  }

  @Test
  void aGpuThatIsNotThere() {
    assumeTrue(onlyProcessor());

    attackBus("--device", "gpu", "--out", folder.resolve("out"))
        .refuses("GPU", "take --device cpu");
    ostrich("inspect", PICTURES, "--device", "gpu").refuses("GPU", "take --device cpu");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theReportSaysWhatItRanOn() {
    Outcome outcome =
        attackBus(
            "--device=cpu", "--threads=1", "--method=fgsm", "--json", "--out", folder.resolve("o"));

    assertThat(outcome.json().getAsJsonObject().get("device").getAsString()).isEqualTo("cpu");
  }

  @Test
  void verboseSaysWhatItRunsOn() {
    Object[] arguments = {"predict", "--model", PICTURES, "--image", BUS, "--device", "CPU"};

    assertThat(ostrich(InProcess.with(new Object[] {"--verbose"}, arguments)).exits(0).err())
        .contains("ostrich: " + PICTURES + " runs on cpu.\n");
    assertThat(ostrich(arguments).exits(0).err()).doesNotContain("runs on");
    assertThat(ostrich("inspect", PICTURES, "--device", "cpu").exits(0).out())
        .contains("\n  runs on cpu\n");
  }

  private static boolean onlyProcessor() {
    try (TargetModel model = TargetModel.load(PICTURES)) {
      return model.device() == Device.CPU;
    }
  }
}
