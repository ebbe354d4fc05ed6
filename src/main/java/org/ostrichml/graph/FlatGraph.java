package org.ostrichml.graph;

import static org.ostrichml.graph.VariableFreezer.type;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** A graph in the making: nodes are added, never changed, and their shapes can be asked for. */
final class FlatGraph {
  private static final int SMALL = 4096;
  private static final Set<String> STORED =
      Set.of("Const", "Variable", "VariableV2", "ReadVariableOp");

  private final ShapeInference shapes;
  private final UniqueNames names = new UniqueNames();
  private final Map<String, NodeDef> nodes = new LinkedHashMap<>();
  private final Map<TensorProto, TensorName> constants = new HashMap<>();
  private final Set<String> inferred = new HashSet<>();

  FlatGraph(ShapeInference shapes) {
    this.shapes = shapes;
  }

  int size() {
    return nodes.size();
  }

  /** The nodes so far, in place of {@code original}'s. */
  GraphDef build(GraphDef original) {
    return original.toBuilder().clearNode().addAllNode(nodes.values()).build();
  }

  /** Adds a node under its name, or one like it, that reads {@code inputs}; its output 0. */
  TensorName add(NodeDef.Builder node, List<Value> inputs) {
    node.setName(names.of(node.getName())).clearInput();
    inputs.forEach(input -> node.addInput(tensor(input, node).asInput()));
    nodes.put(node.getName(), node.build());
    return new TensorName(node.getName(), 0);
  }

  /** Adds an op of one type attribute {@code T}; its output 0. */
  Value add(String op, String name, DataType type, Value... inputs) {
    return Value.of(add(node(op, name).putAttr("T", type(type)), List.of(inputs)));
  }

  static NodeDef.Builder node(String op, String name) {
    return NodeDef.newBuilder().setOp(op).setName(name);
  }

  static AttrValue integer(long value) {
    return AttrValue.newBuilder().setI(value).build();
  }

  /** Whether a tensor is a constant or a variable's value. */
  boolean isStored(Value value) {
    return value.tensor() != null && STORED.contains(nodes.get(value.tensor().node()).getOp());
  }

  /** The tensor that {@code reader} reads: a constant is written down when it is first read. */
  TensorName tensor(Value value, NodeDef.Builder reader) {
    if (value.tensor() != null) {
      return value.tensor();
    }
    if (value.constant() == null) {
      throw new OstrichException(
          "Node '%s' (%s) reads a TensorList, which cannot be resolved there."
              .formatted(reader.getName(), reader.getOp()));
    }
    return constants.computeIfAbsent(
        value.constant().toTensor(),
        tensor ->
            add(
                node("Const", "known_" + constants.size())
                    .putAttr("dtype", type(tensor.getDtype()))
                    .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build()),
                List.of()));
  }

  /** The shape of a tensor of this graph, -1 for an unknown axis; null if unknown. */
  long[] shape(Value value) {
    if (value.constant() != null) {
      int[] shape = value.constant().shape();
      return Arrays.stream(shape).asLongStream().toArray();
    }
    if (value.tensor() == null) {
      return new long[0];
    }
    Deque<String> open = new ArrayDeque<>(List.of(value.tensor().node()));
    while (!open.isEmpty()) {
      NodeDef node = nodes.get(open.peek());
      int before = open.size();
      for (String input : node.getInputList()) {
        String read = TensorName.parse(input).node();
        if (!inferred.contains(read)) {
          open.push(read);
        }
      }
      if (open.size() == before) {
        open.pop();
        if (inferred.add(node.getName())) {
          shapes.add(light(node));
        }
      }
    }
    return shapes.shape(value.tensor());
  }

  /** A large constant without its values, which no shape depends on. */
  static NodeDef light(NodeDef node) {
    TensorProto value = node.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
    if (!node.getOp().equals("Const") || value.getSerializedSize() <= SMALL) {
      return node;
    }
    return node("Placeholder", node.getName())
        .putAttr("dtype", type(value.getDtype()))
        .putAttr("shape", AttrValue.newBuilder().setShape(value.getTensorShape()).build())
        .build();
  }
}
