package org.ostrichml.graph;

import static org.ostrichml.graph.FlatGraph.integer;
import static org.ostrichml.graph.FlatGraph.node;
import static org.ostrichml.graph.VariableFreezer.type;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ostrichml.graph.Value.TensorList;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** The tensors that lists are made of, and those that are put together from them. */
final class ListTensors {
  private final FlatGraph flat;

  ListTensors(FlatGraph flat) {
    this.flat = flat;
  }

  /** The elements of a tensor along its first axis; null where its length is not known. */
  List<Value> unpack(DataType type, String name, Value tensor) {
    long[] shape = flat.shape(tensor);
    if (shape == null || shape.length == 0 || shape[0] < 0 || shape[0] > TensorLists.LIMIT) {
      return null;
    }
    if (shape[0] == 0) {
      return List.of();
    }
    NodeDef.Builder unpack =
        node("Unpack", name).putAttr("T", type(type)).putAttr("num", integer(shape[0]));
    TensorName output = flat.add(unpack, List.of(tensor));
    return IntStream.range(0, (int) shape[0])
        .mapToObj(i -> Value.of(new TensorName(output.node(), i)))
        .toList();
  }

  Value get(NodeDef node, String name, TensorList list, int at, Value elementShape) {
    if (at < 0 || at >= list.elements().size()) {
      throw ControlFlow.refusal(
          node, name, "reads element %d of %d".formatted(at, list.elements().size()));
    }
    Value element = list.elements().get(at);
    return element != null ? element : zeros(node, name, list, elementShape);
  }

  List<Value> split(DataType type, String name, Value tensor, Constant lengths) {
    int count = lengths.values().length;
    Value axis = Value.of(Constant.scalar(DataType.DT_INT32, 0));
    NodeDef.Builder split =
        node("SplitV", name)
            .putAttr("T", type(type))
            .putAttr("Tlen", type(lengths.type()))
            .putAttr("num_split", integer(count));
    TensorName output = flat.add(split, List.of(tensor, Value.of(lengths), axis));
    return IntStream.range(0, count)
        .mapToObj(i -> Value.of(new TensorName(output.node(), i)))
        .toList();
  }

  List<Value> pack(
      NodeDef node, String name, TensorList list, IntStream indices, Value elementShape) {
    List<Value> chosen = indices.mapToObj(i -> get(node, name, list, i, elementShape)).toList();
    if (chosen.isEmpty()) {
      throw ControlFlow.refusal(node, name, "stacks an empty TensorList, which is not supported");
    }
    NodeDef.Builder pack =
        node("Pack", name).putAttr("T", type(list.type())).putAttr("N", integer(chosen.size()));
    return List.of(Value.of(flat.add(pack, chosen)));
  }

  List<Value> concat(NodeDef node, String name, TensorList list, Value elementShape) {
    List<Value> parts = new ArrayList<>();
    List<Value> lengths = new ArrayList<>();
    for (int i = 0; i < list.elements().size(); i++) {
      Value part = get(node, name, list, i, elementShape);
      long[] shape = flat.shape(part);
      parts.add(part);
      lengths.add(
          Value.of(
              Constant.scalar(
                  DataType.DT_INT64,
                  shape == null || shape.length == 0 || shape[0] < 0 ? Double.NaN : shape[0])));
    }
    if (parts.isEmpty()) {
      throw ControlFlow.refusal(node, name, "joins an empty TensorList, which is not supported");
    }
    Constant[] known = lengths.stream().map(Value::constant).toArray(Constant[]::new);
    NodeDef packed = node("Pack", name).build();
    NodeDef.Builder concat =
        node("ConcatV2", name)
            .putAttr("T", type(list.type()))
            .putAttr("Tidx", type(DataType.DT_INT32))
            .putAttr("N", integer(parts.size()));
    parts.add(Value.of(Constant.scalar(DataType.DT_INT32, 0)));
    return List.of(Value.of(flat.add(concat, parts)), Value.of(ShapeFolder.fold(packed, known)));
  }

  private Value zeros(NodeDef node, String name, TensorList list, Value elementShape) {
    for (Value shape : new Value[] {elementShape, list.elementShape()}) {
      Constant known = shape.constant();
      boolean partial =
          known == null
              || IntStream.range(0, known.values().length).anyMatch(i -> known.values()[i] < 0);
      if (!partial && known.rank() == 1) {
        NodeDef.Builder fill =
            node("Fill", name + "/unset")
                .putAttr("T", type(list.type()))
                .putAttr("index_type", type(known.type()));
        return Value.of(flat.add(fill, List.of(shape, zero(node, name, list.type()))));
      }
    }
    return list.elements().stream()
        .filter(element -> element != null && element.tensor() != null)
        .findFirst()
        .map(element -> flat.add("ZerosLike", name + "/unset", list.type(), element))
        .orElseThrow(
            () -> ControlFlow.refusal(node, name, "reads an unset element of unknown shape"));
  }

  private static Value zero(NodeDef node, String name, DataType type) {
    Constant zero = Constant.of(type, new int[0], i -> 0);
    if (zero == null) {
      throw ControlFlow.refusal(node, name, "reads an unset element of type " + type);
    }
    return Value.of(zero);
  }
}
