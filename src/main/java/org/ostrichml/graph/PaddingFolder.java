package org.ostrichml.graph;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Has convolutions, and poolings of what is not below zero, add the border of zeros that a {@code
 * Pad} before them adds, as exporters from other frameworks write it. What is padded is then not
 * copied, nor is its gradient cut.
 */
public final class PaddingFolder {
  private static final int AXES = 4;

  /** A pooling that names no type is one of float32. */
  private static final Set<DataType> FLOATS = Set.of(DataType.DT_FLOAT, DataType.DT_INVALID);

  private final Map<String, NodeDef> nodes = new LinkedHashMap<>();
  private final SmallConstants constants = new SmallConstants(nodes);

  private PaddingFolder(GraphDef graph) {
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  /** The same graph, a flat one, with paddings in the ops that read them. */
  public static GraphDef fold(GraphDef graph) {
    PaddingFolder folder = new PaddingFolder(graph);
    GraphDef.Builder folded = graph.toBuilder().clearNode();
    graph.getNodeList().forEach(node -> folded.addNode(folder.fold(node)));
    return folded.build();
  }

  private NodeDef fold(NodeDef node) {
    boolean pools = node.getOp().equals("MaxPool");
    if (!(pools || node.getOp().equals("Conv2D"))
        || !FLOATS.contains(ControlFlow.attribute(node, "T").getType())
        || !ControlFlow.attribute(node, "padding").getS().toStringUtf8().equals("VALID")
        || !ChannelAffine.channelsLast(node)) {
      return node;
    }
    TensorName input = TensorName.parse(node.getInput(0));
    NodeDef pad = nodes.get(input.node());
    double[] border = pad != null && pad.getOp().equals("Pad") ? border(pad) : null;
    boolean fits = border != null && (!pools || isMaximum(node, pad, border));
    return fits ? padded(node, pad, border) : node;
  }

  /** How much is added before and after each axis; null if it is not known, or not of pixels. */
  private double[] border(NodeDef pad) {
    Constant border = constants.of(TensorName.parse(pad.getInput(1)));
    if (border == null || !Arrays.equals(border.shape(), new int[] {AXES, 2})) {
      return null;
    }
    double[] sides = border.values();
    boolean pixels = sides[0] == 0 && sides[1] == 0 && sides[6] == 0 && sides[7] == 0;
    return pixels && Arrays.stream(sides).allMatch(side -> side >= 0) ? sides : null;
  }

  /** Whether zeros around what is pooled are never the largest of a window, or none is larger. */
  private boolean isMaximum(NodeDef pool, NodeDef pad, double[] border) {
    List<Long> window = ControlFlow.attribute(pool, "ksize").getList().getIList();
    return NonNegative.is(TensorName.parse(pad.getInput(0)), nodes)
        && window.size() == AXES
        && IntStream.range(0, border.length).allMatch(side -> border[side] < window.get(side / 2));
  }

  private static NodeDef padded(NodeDef reader, NodeDef pad, double[] border) {
    AttrValue.ListValue.Builder sides = AttrValue.ListValue.newBuilder();
    Arrays.stream(border).forEach(side -> sides.addI((long) side));
    return reader.toBuilder()
        .setInput(0, pad.getInput(0))
        .putAttr(
            "padding", AttrValue.newBuilder().setS(ByteString.copyFromUtf8("EXPLICIT")).build())
        .putAttr("explicit_paddings", AttrValue.newBuilder().setList(sides).build())
        .build();
  }
}
