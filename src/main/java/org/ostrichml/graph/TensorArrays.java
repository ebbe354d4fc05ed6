package org.ostrichml.graph;

import java.util.List;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The tensor arrays of TF1 loops, taken for lists: what an array holds at some point is known by
 * the flow that every op on it hands on, so the flow is the list, and the handle one that is unset.
 */
final class TensorArrays {
  static final Set<String> OPS =
      Set.of(
          "TensorArrayV3",
          "TensorArrayWriteV3",
          "TensorArrayReadV3",
          "TensorArrayGatherV3",
          "TensorArrayScatterV3",
          "TensorArrayConcatV3",
          "TensorArraySplitV3",
          "TensorArraySizeV3",
          "TensorArrayCloseV3");
  private static final AttrValue TRUE = AttrValue.newBuilder().setB(true).build();

  private final TensorLists lists;

  TensorArrays(TensorLists lists) {
    this.lists = lists;
  }

  List<Value> evaluate(NodeDef node, String name, List<Value> inputs) {
    Value first = inputs.get(0);
    Value flow = inputs.get(inputs.size() - 1);
    DataType type = ControlFlow.attribute(node, "T").getType();
    return switch (node.getOp()) {
      case "TensorArrayV3" -> {
        DataType held = ControlFlow.attribute(node, "dtype").getType();
        Value shape = shape(node, "element_shape");
        Value array =
            lists.evaluate("TensorListReserve", held, node, name, List.of(shape, first)).get(0);
        yield List.of(array, array);
      }
      case "TensorArrayWriteV3" -> {
        NodeDef growing = node.toBuilder().putAttr("resize_if_index_out_of_bounds", TRUE).build();
        yield evaluate("TensorListSetItem", growing, name, flow, inputs.get(1), inputs.get(2));
      }
      case "TensorArrayReadV3" ->
          evaluate("TensorListGetItem", node, name, flow, inputs.get(1), unknown());
      case "TensorArrayGatherV3" -> {
        Value shape = shape(node, "element_shape");
        yield evaluate("TensorListGather", node, name, flow, inputs.get(1), shape);
      }
      case "TensorArrayScatterV3" -> {
        String op = "TensorListScatterIntoExistingList";
        yield evaluate(op, node, name, flow, inputs.get(2), inputs.get(1));
      }
      case "TensorArrayConcatV3" -> evaluate("TensorListConcatV2", node, name, flow, unknown());
      case "TensorArraySplitV3" -> {
        List<Value> split = List.of(inputs.get(1), unknown(), inputs.get(2));
        yield lists.evaluate("TensorListSplit", type, node, name, split);
      }
      case "TensorArraySizeV3" -> evaluate("TensorListLength", node, name, flow);
      default -> List.of();
    };
  }

  private List<Value> evaluate(String op, NodeDef node, String name, Value... inputs) {
    return lists.evaluate(op, DataType.DT_INVALID, node, name, List.of(inputs));
  }

  private static Value shape(NodeDef node, String attribute) {
    AttrValue value = ControlFlow.attribute(node, attribute);
    if (!value.hasShape() || value.getShape().getUnknownRank()) {
      return unknown();
    }
    double[] axes =
        value.getShape().getDimList().stream().mapToDouble(TensorShapeProto.Dim::getSize).toArray();
    Constant shape = Constant.vector(DataType.DT_INT32, axes);
    return shape == null ? unknown() : Value.of(shape);
  }

  private static Value unknown() {
    return Value.of(Constant.scalar(DataType.DT_INT32, -1));
  }
}
