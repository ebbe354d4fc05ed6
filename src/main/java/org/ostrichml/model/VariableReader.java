package org.ostrichml.model;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.VariableFreezer;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** Reads the values of variables once, through a session that TensorFlow itself restores. */
final class VariableReader {
  /**
   * Each run has a cost of its own; each fetched value is held in native memory until it is copied.
   */
  private static final int AT_A_TIME = 64;

  private VariableReader() {}

  /**
   * The value of each variable, by the name of its node.
   *
   * @param variables nodes of {@code metaGraph}'s top level
   * @throws OstrichException if the checkpoint is missing, incomplete or damaged
   */
  static Map<String, TensorProto> read(
      ModelSource source, MetaGraphDef metaGraph, Collection<NodeDef> variables) {
    if (variables.isEmpty()) {
      return Map.of();
    }
    if (source.frozen()) {
      throw new OstrichException(
          "%s is not frozen: it has %d variables and no values for them. Give the SavedModel."
              .formatted(source.path(), variables.size()));
    }
    if (!Files.exists(source.variables())) {
      throw new OstrichException(
          "%s has %d variables, but %s is missing: copy the whole folder of the model."
              .formatted(source.path(), variables.size(), source.variables()));
    }
    Map<String, String> reads = reads(metaGraph);
    String[] tags = metaGraph.getMetaInfoDef().getTagsList().toArray(String[]::new);
    try (SavedModelBundle bundle =
        SavedModelBundle.loader(source.path().toString())
            .withTags(tags)
            .withConfigProto(Sessions.CONFIG)
            .load()) {
      Map<String, TensorProto> values = new HashMap<>();
      List<NodeDef> all = List.copyOf(variables);
      for (int from = 0; from < all.size(); from += AT_A_TIME) {
        List<NodeDef> some = all.subList(from, Math.min(from + AT_A_TIME, all.size()));
        Session.Runner runner = bundle.session().runner();
        some.forEach(variable -> runner.fetch(read(bundle.graph(), variable, reads)));
        try (Result result = runner.run()) {
          for (int i = 0; i < some.size(); i++) {
            String name = some.get(i).getName();
            values.put(name, proto(name, result.get(i)));
          }
        }
      }
      return values;
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new OstrichException(
          "The variables of %s cannot be restored: %s"
              .formatted(source.path(), TensorFlowMessages.firstLine(e)),
          e);
    }
  }

  /** The reading ops that the graph has already, by the name of the variable's node. */
  private static Map<String, String> reads(MetaGraphDef metaGraph) {
    return metaGraph.getGraphDef().getNodeList().stream()
        .filter(node -> node.getOp().equals("ReadVariableOp"))
        .collect(Collectors.toMap(node -> node.getInput(0), NodeDef::getName, (a, b) -> a));
  }

  private static Output<?> read(Graph graph, NodeDef variable, Map<String, String> reads) {
    if (!VariableFreezer.isResource(variable)) {
      return graph.operationOrThrow(variable.getName()).output(0);
    }
    String read = reads.get(variable.getName());
    if (read != null) {
      return graph.operationOrThrow(read).output(0);
    }
    GraphOperation handle = graph.operation(variable.getName());
    if (handle == null) {
      throw new OstrichException(
          "The variable '%s' is made inside a function, where its value cannot be read."
              .formatted(variable.getName()));
    }
    return graph
        .opBuilder("ReadVariableOp", "ostrich_read/" + variable.getName(), graph.baseScope())
        .addInput(handle.output(0))
        .setAttr("dtype", variable.getAttrOrThrow("dtype").getType())
        .build()
        .output(0);
  }

  private static TensorProto proto(String variable, Tensor tensor) {
    if (tensor.dataType() == DataType.DT_STRING) {
      throw new OstrichException(
          "The variable '%s' holds strings, which are not supported.".formatted(variable));
    }
    byte[] content = new byte[Math.toIntExact(tensor.numBytes())];
    tensor.asRawTensor().data().read(content);
    return TensorProto.newBuilder()
        .setDtype(tensor.dataType())
        .setTensorShape(Tensors.proto(tensor.shape()))
        .setTensorContent(ByteString.copyFrom(content))
        .build();
  }
}
