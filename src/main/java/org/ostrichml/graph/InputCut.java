package org.ostrichml.graph;

import static org.ostrichml.graph.VariableFreezer.type;

import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Puts a float32 placeholder in the place of any tensor of a graph, so that everything before it
 * (an image decoder, a parser of examples) is no longer needed.
 */
public final class InputCut {
  /** The name of the placeholder. */
  public static final String INPUT = "ostrich_input";

  /** The types an input may have that is to have a gradient. */
  public static final Set<DataType> FLOATING =
      Set.of(DataType.DT_FLOAT, DataType.DT_DOUBLE, DataType.DT_HALF, DataType.DT_BFLOAT16);

  /** The types of whole numbers that an input may have; floats hold them exactly up to 2^24. */
  public static final Set<DataType> WHOLE = Set.of(DataType.DT_INT32, DataType.DT_INT64);

  private InputCut() {}

  /**
   * The same graph, in which whoever read {@code input} reads a new placeholder called {@link
   * #INPUT}; through a cast where the tensor is of another type than float32.
   *
   * @param dataType one of {@link #FLOATING} or {@link #WHOLE}
   * @param shape the shape of the placeholder, -1 for an unknown axis
   */
  public static GraphDef cut(
      GraphDef graph, TensorName input, DataType dataType, TensorShapeProto shape) {
    GraphDef.Builder cut = graph.toBuilder().clearNode();
    cut.addNode(
        NodeDef.newBuilder()
            .setName(INPUT)
            .setOp("Placeholder")
            .putAttr("dtype", type(DataType.DT_FLOAT))
            .putAttr("shape", AttrValue.newBuilder().setShape(shape).build()));
    String source = INPUT;
    if (dataType != DataType.DT_FLOAT) {
      source = INPUT + "_cast";
      cut.addNode(
          NodeDef.newBuilder()
              .setName(source)
              .setOp("Cast")
              .addInput(INPUT)
              .putAttr("SrcT", type(DataType.DT_FLOAT))
              .putAttr("DstT", type(dataType)));
    }
    for (NodeDef node : graph.getNodeList()) {
      if (node.getName().equals(INPUT)) {
        continue; // A prepared model has one already.
      }
      NodeDef.Builder copy = node.toBuilder();
      for (int i = 0; i < node.getInputCount(); i++) {
        if (!TensorName.isControl(node.getInput(i))
            && TensorName.parse(node.getInput(i)).equals(input)) {
          copy.setInput(i, source);
        }
      }
      cut.addNode(copy);
    }
    return cut.build();
  }

  /** A data type as people write it: {@code float32}, {@code string}. */
  public static String readable(DataType type) {
    return switch (type) {
      case DT_FLOAT -> "float32";
      case DT_DOUBLE -> "float64";
      case DT_HALF -> "float16";
      case DT_FLOAT_REF -> "a variable, float32";
      default -> type.name().replaceFirst("^DT_", "").toLowerCase(java.util.Locale.ROOT);
    };
  }
}
