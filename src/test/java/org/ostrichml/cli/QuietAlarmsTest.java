package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.ostrich;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Shared;

/** No alarm rings on models that nobody defended. */
class QuietAlarmsTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.02", "0.1", "0.3"})
  void digits(String epsilon) {
    Path mnist = Shared.path("data/mnist");
    Path model = Path.of("saved_models/mnist-mlp");
    isQuiet(model, mnist, "fgsm", epsilon, "--limit=500");
    isQuiet(model, mnist, "pgd,noise", epsilon, "--limit=500");
    isQuiet(model, mnist, "square,apgd-dlr", epsilon, "--limit=500", "--queries=100");
  }

  @Test
  void pictures() {
    Path samples = PICTURES.resolve("samples.csv");
    for (String epsilon : new String[] {"1/255", "4/255"}) {
      isQuiet(PICTURES, samples, "fgsm,pgd", epsilon);
    }
    isQuiet(PICTURES, samples, "pgd", "1", "--norm=l2");
    isQuiet(PICTURES, samples, "deepfool", "1");
  }

  @Test
  void photographs() {
    Path photos = Shared.path("data/imagenet-samples");
    for (String epsilon : new String[] {"1/255", "8/255"}) {
      isQuiet(Shared.path("models/googlenet"), photos, "fgsm,pgd", epsilon);
    }
  }

  private static void isQuiet(
      Path model, Path data, String attack, String epsilon, Object... more) {
    String out =
        ostrich(
                InProcess.with(
                    more,
                    "evaluate",
                    "--model",
                    model,
                    "--data",
                    data,
                    "--attack",
                    attack,
                    "--epsilon",
                    epsilon,
                    "--strict"))
            .exits(0)
            .out();
    assertThat(out).contains("no sign of masked gradients (");
  }
}
