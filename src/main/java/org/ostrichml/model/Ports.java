package org.ostrichml.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.GraphEnds;
import org.ostrichml.graph.InputCut;
import org.ostrichml.graph.TensorName;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The one input and the one output that an attack works between.
 *
 * @param signature the signature that was used, or null where both are named tensors
 * @param input the input tensor, by its name in the graph as it was saved
 * @param output the output tensor, likewise
 * @param shape the input's shape as the signature gives it, or null
 */
record Ports(String signature, TensorName input, TensorName output, TensorShapeProto shape) {
  private static final int NAMED = 6;
  private static final String INITIALIZER = "__saved_model_init_op";

  /**
   * Chooses input and output from what was asked and what the model's signatures offer.
   *
   * @throws OstrichException if the choice is not clear, with what there is to choose from
   */
  static Ports choose(MetaGraphDef metaGraph, String signature, String input, String output) {
    Map<String, SignatureDef> signatures = signatures(metaGraph);
    if (signatures.isEmpty() && (input == null || output == null)) {
      throw new OstrichException(
          "The model has no signature: name its tensors with --input and --output%s. It can be fed at %s and ends in %s."
              .formatted(
                  signature == null ? "" : ", without --signature",
                  some(GraphEnds.inputs(metaGraph.getGraphDef())),
                  some(GraphEnds.outputs(metaGraph.getGraphDef()))));
    }
    String name = signature != null ? signature : only(signatures, input != null && output != null);
    if (name != null && !signatures.containsKey(name)) {
      throw new OstrichException(
          "The model has no signature '%s'. It has: %s."
              .formatted(name, String.join(", ", signatures.keySet())));
    }
    SignatureDef chosen = name == null ? SignatureDef.getDefaultInstance() : signatures.get(name);
    TensorInfo in = port(chosen.getInputsMap(), input, "input", name);
    TensorInfo out = port(chosen.getOutputsMap(), output, "output", name);
    TensorShapeProto shape = in.hasTensorShape() ? in.getTensorShape() : null;
    return new Ports(name, TensorName.parse(in.getName()), TensorName.parse(out.getName()), shape);
  }

  /** The signatures of a graph that compute something, by name. */
  static Map<String, SignatureDef> signatures(MetaGraphDef metaGraph) {
    Map<String, SignatureDef> signatures = new TreeMap<>(metaGraph.getSignatureDefMap());
    signatures.remove(INITIALIZER);
    return signatures;
  }

  /** A few names, for a message. */
  private static String some(List<String> names) {
    return names.isEmpty()
        ? "none"
        : String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
  }

  private static String only(Map<String, SignatureDef> signatures, boolean tensorsNamed) {
    if (signatures.containsKey("serving_default")) {
      return "serving_default";
    }
    if (signatures.size() == 1) {
      return signatures.keySet().iterator().next();
    }
    if (tensorsNamed) {
      return null;
    }
    throw new OstrichException(
        "The model has several signatures. Choose one with --signature: %s."
            .formatted(String.join(", ", signatures.keySet())));
  }

  private static TensorInfo port(
      Map<String, TensorInfo> ports, String asked, String what, String signature) {
    if (asked != null) {
      return ports.getOrDefault(asked, TensorInfo.newBuilder().setName(asked).build());
    }
    List<String> floats =
        ports.keySet().stream()
            .filter(key -> ports.get(key).getDtype() == DataType.DT_FLOAT)
            .sorted()
            .toList();
    if (floats.size() == 1) {
      return ports.get(floats.get(0));
    }
    String offered =
        new TreeMap<>(ports)
            .entrySet().stream()
                .map(p -> p.getKey() + " (" + InputCut.readable(p.getValue().getDtype()) + ")")
                .collect(Collectors.joining(", "));
    throw new OstrichException(
        floats.isEmpty()
            ? "Signature '%s' has no float32 %s (it has: %s): name a float tensor of the graph with --%s."
                .formatted(signature, what, offered.isEmpty() ? "none" : offered, what)
            : "Signature '%s' has several %ss. Choose one with --%s: %s."
                .formatted(signature, what, what, offered));
  }
}
