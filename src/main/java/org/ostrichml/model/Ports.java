package org.ostrichml.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * @param input the input tensor, by its name in the graph as it was saved; null where the signature
 *     has none of floats
 * @param output the output tensor, likewise, never null
 * @param shape the input's shape as the signature gives it, or null
 * @param inputs the signature's inputs in words
 */
record Ports(
    String signature, TensorName input, TensorName output, TensorShapeProto shape, String inputs) {
  private static final int NAMED = 6;

  /** The signature that runs once when a model is loaded. */
  static final String INITIALIZER = "__saved_model_init_op";

  /**
   * Chooses input and output from what was asked and what the model's signatures offer.
   *
   * @throws OstrichException if the choice is not clear, with what there is to choose from
   */
  static Ports choose(MetaGraphDef metaGraph, ModelOptions options) {
    String signature = options.place().signature();
    String input = options.place().input();
    String output = options.place().output();
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
    Set<DataType> others = options.known().wholeNumbers() ? InputCut.WHOLE : Set.of();
    TensorInfo in = port(chosen.getInputsMap(), input, "input", name, others);
    TensorInfo out = port(chosen.getOutputsMap(), output, "output", name, Set.of());
    String inputs = described(chosen.getInputsMap());
    if (out == null) {
      throw new OstrichException(
          "Signature '%s' has no float output (it has: %s): name a float tensor of the graph with --output."
              .formatted(name, described(chosen.getOutputsMap())));
    }
    return new Ports(
        name,
        in == null ? null : TensorName.parse(in.getName()),
        TensorName.parse(out.getName()),
        in == null || !in.hasTensorShape() ? null : in.getTensorShape(),
        inputs);
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

  /** The port asked for, or the only one of floats, or else of other types; null if none is. */
  private static TensorInfo port(
      Map<String, TensorInfo> ports,
      String asked,
      String what,
      String signature,
      Set<DataType> others) {
    if (asked != null) {
      return ports.getOrDefault(asked, TensorInfo.newBuilder().setName(asked).build());
    }
    List<TensorInfo> found =
        Stream.of(Set.of(DataType.DT_FLOAT), InputCut.FLOATING, others)
            .map(types -> ofType(ports, types))
            .filter(some -> !some.isEmpty())
            .findFirst()
            .orElse(List.of());
    if (found.size() > 1) {
      throw new OstrichException(
          "Signature '%s' has several %ss. Choose one with --%s: %s."
              .formatted(signature, what, what, described(ports)));
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static List<TensorInfo> ofType(Map<String, TensorInfo> ports, Set<DataType> types) {
    return ports.values().stream().filter(port -> types.contains(port.getDtype())).toList();
  }

  private static String described(Map<String, TensorInfo> ports) {
    return ports.isEmpty()
        ? "none"
        : new TreeMap<>(ports)
            .entrySet().stream()
                .map(p -> p.getKey() + " (" + InputCut.readable(p.getValue().getDtype()) + ")")
                .collect(Collectors.joining(", "));
  }
}
