package org.ostrichml.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ostrichml.graph.GraphEnds;
import org.ostrichml.graph.InputCut;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * What a model's files say of it, without loading it into TensorFlow.
 *
 * @param path where it is
 * @param graphs its graphs, one for each set of tags; a frozen graph has one without tags
 */
public record ModelSummary(String path, List<GraphSummary> graphs) {
  /**
   * One graph.
   *
   * @param tags its tags
   * @param tensorflowVersion the version of TensorFlow that wrote it, empty if that is not said
   * @param producer the version of the GraphDef format
   * @param nodes how many nodes it has, outside its functions
   * @param functions how many functions it has
   * @param signatures its signatures
   * @param placeholders its tensors that can be fed
   * @param ends its tensors that no node reads
   */
  public record GraphSummary(
      List<String> tags,
      String tensorflowVersion,
      int producer,
      int nodes,
      int functions,
      List<SignatureSummary> signatures,
      List<String> placeholders,
      List<String> ends) {}

  /** A signature with its inputs and outputs. */
  public record SignatureSummary(
      String name, List<TensorSummary> inputs, List<TensorSummary> outputs) {}

  /**
   * An input or output.
   *
   * @param name its name in the signature
   * @param tensor the tensor's name in the graph
   * @param type its element type
   * @param shape its axes, -1 for a free one; null if even their number is free
   */
  public record TensorSummary(String name, String tensor, String type, List<Long> shape) {
    @Override
    public String toString() {
      return "%s %s %s (%s)".formatted(name, type, shape == null ? "[any shape]" : shape, tensor);
    }
  }

  /**
   * Reads a model's files.
   *
   * @throws org.ostrichml.OstrichException if there is no model, or it is damaged
   */
  public static ModelSummary read(Path path) {
    ModelSource source = ModelSource.read(path);
    return new ModelSummary(
        path.toString(), source.metaGraphs().stream().map(ModelSummary::graph).toList());
  }

  private static GraphSummary graph(MetaGraphDef metaGraph) {
    GraphDef graph = metaGraph.getGraphDef();
    return new GraphSummary(
        List.copyOf(metaGraph.getMetaInfoDef().getTagsList()),
        metaGraph.getMetaInfoDef().getTensorflowVersion(),
        graph.getVersions().getProducer(),
        graph.getNodeCount(),
        graph.getLibrary().getFunctionCount(),
        Ports.signatures(metaGraph).entrySet().stream()
            .map(
                entry ->
                    new SignatureSummary(
                        entry.getKey(),
                        tensors(entry.getValue().getInputsMap()),
                        tensors(entry.getValue().getOutputsMap())))
            .toList(),
        GraphEnds.inputs(graph),
        GraphEnds.outputs(graph));
  }

  private static List<TensorSummary> tensors(Map<String, TensorInfo> ports) {
    return new TreeMap<>(ports)
        .entrySet().stream()
            .map(
                port ->
                    new TensorSummary(
                        port.getKey(),
                        port.getValue().getName(),
                        InputCut.readable(port.getValue().getDtype()),
                        shape(port.getValue().getTensorShape())))
            .toList();
  }

  private static List<Long> shape(TensorShapeProto shape) {
    return shape.getUnknownRank()
        ? null
        : shape.getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
  }
}
