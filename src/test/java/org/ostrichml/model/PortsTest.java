package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;
import org.ostrichml.Shared;
import org.ostrichml.graph.TensorName;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

class PortsTest {
  private static final SignatureDef PLAIN =
      signature(List.of(tensor("x", DataType.DT_FLOAT)), List.of(tensor("y", DataType.DT_FLOAT)));
  private static final SignatureDef MIXED =
      signature(
          List.of(tensor("keys", DataType.DT_STRING), tensor("image", DataType.DT_FLOAT)),
          List.of(tensor("names", DataType.DT_STRING), tensor("scores", DataType.DT_FLOAT)));
  private static final SignatureDef TWO =
      signature(
          List.of(tensor("b", DataType.DT_FLOAT), tensor("a", DataType.DT_FLOAT)),
          List.of(tensor("y", DataType.DT_FLOAT)));
  private static final SignatureDef STRINGS =
      signature(List.of(tensor("text", DataType.DT_STRING)), List.of());

  @Test
  void servingDefaultComesFirst() {
    MetaGraphDef model =
        graph().putSignatureDef("a", TWO).putSignatureDef("serving_default", PLAIN).build();
    Ports ports = choose(model, null, null, null);
    assertThat(ports.signature()).isEqualTo("serving_default");
    assertThat(ports.input()).isEqualTo(new TensorName("node_x", 3));
    assertThat(ports.output()).isEqualTo(new TensorName("node_y", 3));
    assertThat(ports.shape().getDim(0).getSize()).isEqualTo(5);
  }

  @Test
  void onlySignatureNeedsNoName() {
    MetaGraphDef model =
        graph()
            .putSignatureDef("odd", PLAIN)
            .putSignatureDef("__saved_model_init_op", STRINGS)
            .build();
    assertThat(choose(model, null, null, null).signature()).isEqualTo("odd");
  }

  @Test
  void onlyFloatInputIsMeant() {
    MetaGraphDef model = graph().putSignatureDef("m", MIXED).build();
    assertThat(choose(model, null, null, null).input().node()).isEqualTo("node_image");
    assertThat(choose(model, null, null, null).output().node()).isEqualTo("node_scores");
  }

  @Test
  void tensorsOfTheGraphCanBeNamedInstead() {
    MetaGraphDef model = graph().putSignatureDef("a", PLAIN).putSignatureDef("b", TWO).build();
    Ports ports = choose(model, null, "conv/input:1", "logits");
    assertThat(ports)
        .isEqualTo(
            new Ports(
                null, new TensorName("conv/input", 1), new TensorName("logits", 0), null, "none"));
    Ports mixed = choose(model, "b", "b", "logits:2");
    assertThat(mixed.input()).isEqualTo(new TensorName("node_b", 3));
    assertThat(mixed.output()).isEqualTo(new TensorName("logits", 2));
  }

  @Test
  void unclearChoicesAreRefusedWithWhatThereIs() {
    refused(graph(), null, null, null, "no signature", "--input and --output");
    refused(graph(), "a", "x", null, "no signature", "without --signature");
    refused(graph(), "a", "x", "y", "no signature 'a'");
    MetaGraphDef.Builder several = graph().putSignatureDef("b", PLAIN).putSignatureDef("a", TWO);
    refused(several, null, null, null, "several signatures", "--signature: a, b");
    refused(several, "c", null, null, "no signature 'c'", "It has: a, b");
    refused(several, "a", null, null, "several inputs", "--input: a (float32), b (float32)");
    MetaGraphDef.Builder strings = graph().putSignatureDef("s", STRINGS);
    refused(strings, null, "x", null, "no float output (it has: none)");
  }

  @Test
  void signatureWithoutFloatsHasNoInput() {
    MetaGraphDef model = graph().putSignatureDef("s", STRINGS).build();
    Ports ports = choose(model, null, null, "y");
    assertThat(ports.input()).isNull();
    assertThat(ports.inputs()).isEqualTo("text (string)");
  }

  @Test
  void otherFloatingTypesAreMeantWhereThereIsNoFloat32() {
    SignatureDef doubles =
        signature(
            List.of(tensor("x", DataType.DT_DOUBLE), tensor("id", DataType.DT_INT64)),
            List.of(tensor("y", DataType.DT_HALF)));
    Ports ports = choose(graph().putSignatureDef("d", doubles).build(), null, null, null);
    assertThat(ports.input().node()).isEqualTo("node_x");
    assertThat(ports.output().node()).isEqualTo("node_y");
  }

  @Test
  void wholeNumbersAreMeantWhereTheyMayBeAndThereAreNoFloats() {
    TensorInfo tokens = tensor("tokens", DataType.DT_INT32);
    List<TensorInfo> floats = List.of(tensor("y", DataType.DT_FLOAT));
    SignatureDef reader = signature(List.of(tokens, tensor("text", DataType.DT_STRING)), floats);
    MetaGraphDef model = graph().putSignatureDef("r", reader).build();
    ModelOptions whole = ModelOptions.defaults().withWholeNumbers();
    assertThat(Ports.choose(model, whole).input().node()).isEqualTo("node_tokens");
    assertThat(choose(model, null, null, null).input()).isNull();

    SignatureDef both = signature(List.of(tokens, tensor("x", DataType.DT_FLOAT)), floats);
    MetaGraphDef mixed = graph().putSignatureDef("m", both).build();
    assertThat(Ports.choose(mixed, whole).input().node()).isEqualTo("node_x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baixia-mnist-tf1",
        "mlnet-model-string-test",
        "mlnet-model-types-test",
        "serving-counter",
        "tfjava-python-model",
        "tfjs-module-with-multiple-signatures",
        "tfx-penguin-keras"
      })
  void modelsFoundInTheWildLoadOrAreRefusedWithAReason(String name) {
    java.nio.file.Path model = Shared.path("models/thirdparty/" + name);
    try (TargetModel loaded = TargetModel.load(model)) {
      assertThat(loaded.inputShape()).isNotNull();
    } catch (OstrichException e) {
      assertThat(e).hasMessageMatching("(?s)[A-Z].{20,}\\.");
    }
  }

  private static void refused(
      MetaGraphDef.Builder model, String signature, String in, String out, String... parts) {
    assertThatThrownBy(() -> choose(model.build(), signature, in, out))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(parts);
  }

  private static Ports choose(MetaGraphDef model, String signature, String in, String out) {
    return Ports.choose(
        model, ModelOptions.defaults().withSignature(signature).withTensors(in, out));
  }

  private static MetaGraphDef.Builder graph() {
    return MetaGraphDef.newBuilder();
  }

  private static TensorInfo tensor(String key, DataType type) {
    TensorInfo.Builder info = TensorInfo.newBuilder().setName("node_" + key + ":3").setDtype(type);
    info.getTensorShapeBuilder().addDimBuilder().setSize(5);
    return info.build();
  }

  private static SignatureDef signature(List<TensorInfo> inputs, List<TensorInfo> outputs) {
    SignatureDef.Builder signature = SignatureDef.newBuilder();
    inputs.forEach(info -> signature.putInputs(key(info), info));
    outputs.forEach(info -> signature.putOutputs(key(info), info));
    return signature.build();
  }

  private static String key(TensorInfo info) {
    return info.getName().replace("node_", "").replace(":3", "");
  }
}
