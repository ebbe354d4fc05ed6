package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Shared;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.types.TFloat32;

/** The flat, frozen graph against the saved one, run by TensorFlow through its signature. */
class SameAsTensorFlowTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "k2-conv3d",
        "k2-lstm",
        "k2-mobilenet-v1",
        "k2-swish-se",
        "k3-mobilenet-v2",
        "k3-unet",
        "tf1-legacy-inception",
        "tf2-custom-gradient"
      })
  void inliningFreezingAndPruningChangeNoValue(String name) {
    Path folder = Shared.path("models/zoo/" + name);
    Batch x = Npy.readFloats(folder.resolve("golden/x.npy"));
    try (SavedModelBundle bundle =
            SavedModelBundle.loader(folder.toString())
                .withTags("serve")
                .withConfigProto(Sessions.config(Engine.DEFAULT))
                .load();
        TargetModel model = TargetModel.load(folder);
        TargetModel copy = TargetModel.of(bundle, "serving_default");
        TFloat32 fed = Tensors.of(x)) {
      String input = bundle.function("serving_default").signature().inputNames().iterator().next();
      try (Result result = bundle.function("serving_default").call(Map.of(input, fed))) {
        assertThat(model.run(x).values())
            .containsExactly(Tensors.batch(result.get(0)).values(), within(1e-5f));
        assertThat(copy.run(x).values()).isEqualTo(model.run(x).values());
      }
    }
  }
}
