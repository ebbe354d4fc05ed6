package org.ostrichml.graph;

import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * Finds out what is known of a node's result before the graph runs: the small tensors that loop
 * conditions, list indices and shapes are made of. Floats are rounded after each op, as TensorFlow
 * does.
 */
final class ConstantFolder {
  private final FlatGraph flat;
  private final Map<String, TensorProto> variables;

  /**
   * @param variables the values of variables, by the names of their nodes
   */
  ConstantFolder(FlatGraph flat, Map<String, TensorProto> variables) {
    this.flat = flat;
    this.variables = variables;
  }

  /** What is known of output 0 of {@code node}, or null. */
  Constant fold(NodeDef node, List<Value> inputs) {
    switch (node.getOp()) {
      case "Const":
        return Constant.of(attribute(node, "value").getTensor());
      case "Variable", "VariableV2":
        return variable(node.getName());
      case "ReadVariableOp":
        return inputs.get(0).tensor() == null ? null : variable(inputs.get(0).tensor().node());
      case "Shape", "Size", "Rank":
        return ofShape(node, inputs.get(0));
      default:
    }
    Constant[] known = inputs.stream().map(Value::constant).toArray(Constant[]::new);
    for (Constant constant : known) {
      if (constant == null) {
        return null;
      }
    }
    if (node.getOp().equals("Cast")) {
      return ElementwiseFolder.cast(known[0], attribute(node, "DstT").getType());
    }
    Constant result = ElementwiseFolder.fold(node.getOp(), known);
    return result != null ? result : ShapeFolder.fold(node, known);
  }

  private Constant variable(String name) {
    TensorProto value = variables.get(name);
    return value == null ? null : Constant.of(value);
  }

  private Constant ofShape(NodeDef node, Value input) {
    long[] shape = flat.shape(input);
    if (shape == null) {
      return null;
    }
    DataType asked = attribute(node, "out_type").getType();
    DataType type = asked == DataType.DT_INT64 ? asked : DataType.DT_INT32;
    Constant axes = ShapeFolder.shape(type, shape);
    return switch (node.getOp()) {
      case "Rank" -> Constant.scalar(DataType.DT_INT32, shape.length);
      case "Size" -> ShapeFolder.fold(FlatGraph.node("Prod", "").build(), axes);
      default -> axes;
    };
  }

  private static AttrValue attribute(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance());
  }
}
