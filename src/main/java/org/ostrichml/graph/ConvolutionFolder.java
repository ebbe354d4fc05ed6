package org.ostrichml.graph;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Folds what follows a convolution and treats each channel by itself into the filter and one bias:
 * batch normalisation out of training, as one op or written out, and scales and biases with
 * constants. The bias takes the name of the last op it replaces.
 */
public final class ConvolutionFolder {
  private static final Set<String> CONVOLUTIONS = Set.of("Conv2D", "DepthwiseConv2dNative");

  private static final int MOST_INPUTS = 5;

  private final TensorName output;
  private final Map<String, NodeDef> nodes = new LinkedHashMap<>();
  private final Map<TensorName, List<NodeDef>> readers = new HashMap<>();
  private final Set<String> split = new HashSet<>(); // Nodes of which more than output 0 is read.
  private final SmallConstants constants = new SmallConstants(nodes);
  private final Map<String, double[]> scales = new HashMap<>();

  /**
   * A folded graph.
   *
   * @param graph the graph, its filters as they were
   * @param scales by the names of the constants that are filters: what each channel of the last
   *     axis, or of the last two of a depthwise filter, is still to be multiplied with
   */
  public record Folded(GraphDef graph, Map<String, double[]> scales) {}

  private ConvolutionFolder(GraphDef graph, TensorName output) {
    this.output = output;
    for (NodeDef node : graph.getNodeList()) {
      nodes.put(node.getName(), node);
      for (String input : node.getInputList()) {
        readers.computeIfAbsent(TensorName.parse(input), read -> new ArrayList<>()).add(node);
      }
    }
    Stream.concat(readers.keySet().stream(), Stream.of(output))
        .filter(read -> read.index() > 0)
        .forEach(read -> split.add(read.node()));
  }

  /**
   * The same graph with folded convolutions.
   *
   * @param graph a flat, frozen graph; the constants of large variables may lack their elements
   * @param output the tensor it is for
   */
  public static Folded fold(GraphDef graph, TensorName output) {
    ConvolutionFolder folder = new ConvolutionFolder(graph, output);
    graph.getNodeList().stream()
        .filter(node -> CONVOLUTIONS.contains(node.getOp()))
        .forEach(folder::fold);
    GraphDef folded = graph.toBuilder().clearNode().addAllNode(folder.nodes.values()).build();
    List<TensorName> ends = List.of(output, new TensorName(InputCut.INPUT, 0));
    return new Folded(Pruner.prune(folded, ends), folder.scales);
  }

  private void fold(NodeDef convolution) {
    NodeDef filter = filter(convolution);
    if (filter == null) {
      return;
    }
    int channels = channels(convolution, filter);
    ChannelAffine all = ChannelAffine.identity(channels);
    List<NodeDef> chain = new ArrayList<>(List.of(convolution));
    NodeDef last = convolution;
    for (NodeDef next = onlyReader(last); next != null; next = onlyReader(last)) {
      ChannelAffine step = step(last, next, channels);
      if (step == null || !all.then(step).isFinite()) {
        break;
      }
      all = all.then(step);
      last = next;
      chain.add(next);
    }
    boolean isBias = chain.size() == 2 && last.getOp().equals("BiasAdd");
    if (chain.size() > 1 && !isBias) {
      chain.subList(1, chain.size()).forEach(node -> nodes.remove(node.getName()));
      addBias(convolution.getName(), last.getName(), all.shift());
      if (Arrays.stream(all.scale()).anyMatch(scale -> scale != 1)) {
        scales.put(filter.getName(), all.scale());
      }
    }
  }

  /**
   * The constant that is the filter of a plain float32 convolution and read by no other; or null.
   */
  private NodeDef filter(NodeDef convolution) {
    if (convolution.getInputCount() != 2
        || convolution.getAttrOrDefault("T", AttrValue.getDefaultInstance()).getType()
            != DataType.DT_FLOAT
        || !ChannelAffine.channelsLast(convolution)) {
      return null;
    }
    NodeDef reader = convolution;
    NodeDef node = nodes.get(TensorName.parse(convolution.getInput(1)).node());
    while (node != null && node.getOp().equals("Identity") && onlyReader(node) == reader) {
      reader = node;
      node = nodes.get(TensorName.parse(node.getInput(0)).node());
    }
    return node != null
            && node.getOp().equals("Const")
            && onlyReader(node) == reader
            && isWritten(node)
        ? node
        : null;
  }

  /** Whether a constant is of 4 axes and has all its elements, here or as a variable. */
  private static boolean isWritten(NodeDef constant) {
    TensorProto value = value(constant);
    long size = 1;
    for (TensorShapeProto.Dim axis : value.getTensorShape().getDimList()) {
      if (axis.getSize() <= 0 || axis.getSize() > Integer.MAX_VALUE / size) {
        return false;
      }
      size *= axis.getSize();
    }
    return value.getDtype() == DataType.DT_FLOAT
        && value.getTensorShape().getDimCount() == 4
        && (constant.containsAttr(VariableFreezer.VARIABLE)
            || value.getTensorContent().size() == Float.BYTES * size);
  }

  private static TensorProto value(NodeDef constant) {
    return constant.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
  }

  private static int channels(NodeDef convolution, NodeDef filter) {
    TensorShapeProto shape = value(filter).getTensorShape();
    long last = shape.getDim(3).getSize();
    return (int) (convolution.getOp().equals("Conv2D") ? last : shape.getDim(2).getSize() * last);
  }

  /** The one node that reads a node, and reads it once; null where that is not so. */
  private NodeDef onlyReader(NodeDef node) {
    List<NodeDef> all = readers.getOrDefault(new TensorName(node.getName(), 0), List.of());
    return all.size() == 1 && !node.getName().equals(output.node()) ? all.get(0) : null;
  }

  /** What {@code op} does to what comes out of {@code source}; null if it is not to be folded. */
  private ChannelAffine step(NodeDef source, NodeDef op, int channels) {
    if (op.getInputCount() > MOST_INPUTS || split.contains(op.getName())) {
      return null;
    }
    List<TensorName> reads = op.getInputList().stream().map(TensorName::parse).toList();
    int position = reads.indexOf(new TensorName(source.getName(), 0));
    Constant[] inputs = new Constant[reads.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = i == position ? null : constants.of(reads.get(i));
    }
    return ChannelAffine.of(op, position, inputs, channels);
  }

  private void addBias(String convolution, String name, double[] shift) {
    String constant = UniqueNames.cut("ostrich/folded/" + name);
    TensorProto value = new Constant(DataType.DT_FLOAT, new int[] {shift.length}, shift).toTensor();
    nodes.put(
        constant,
        NodeDef.newBuilder()
            .setName(constant)
            .setOp("Const")
            .putAttr("dtype", VariableFreezer.type(DataType.DT_FLOAT))
            .putAttr("value", AttrValue.newBuilder().setTensor(value).build())
            .build());
    nodes.put(
        name,
        NodeDef.newBuilder()
            .setName(name)
            .setOp("BiasAdd")
            .addInput(convolution)
            .addInput(constant)
            .putAttr("T", VariableFreezer.type(DataType.DT_FLOAT))
            .putAttr(
                "data_format", AttrValue.newBuilder().setS(ByteString.copyFromUtf8("NHWC")).build())
            .build());
  }
}
