package org.ostrichml.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.Value.TensorList;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * Lists of tensors, followed element by element: a list is never an op of the flat graph, and what
 * is read from it is what was written. An element that was not set is zeros.
 */
final class TensorLists {
  static final int LIMIT = 100_000;

  /** How many elements all lists may have together, copies of a list that was changed included. */
  private static final long TOTAL = 200_000_000;

  private final ListTensors tensors;
  private long elements;

  TensorLists(FlatGraph flat) {
    this.tensors = new ListTensors(flat);
  }

  static boolean handles(String op) {
    return op.startsWith("TensorList") || op.equals("EmptyTensorList");
  }

  List<Value> evaluate(NodeDef node, String name, List<Value> inputs) {
    DataType type = ControlFlow.attribute(node, "element_dtype").getType();
    return evaluate(node.getOp(), type, node, name, inputs);
  }

  /** The outputs of an op on lists, of elements of {@code type}, that does what a node does. */
  List<Value> evaluate(String op, DataType type, NodeDef node, String name, List<Value> inputs) {
    Value first = inputs.get(0);
    return switch (op) {
      case "EmptyTensorList" -> list(type, first, List.of());
      case "TensorListReserve" ->
          list(type, first, unset(length(node, name, inputs.get(1)), List.of()));
      case "TensorListFromTensor" -> list(type, inputs.get(1), tensors.unpack(type, name, first));
      case "TensorListScatter", "TensorListScatterV2" -> {
        int size = inputs.size() < 4 ? 0 : Math.max(0, number(node, name, inputs.get(3)));
        List<Value> elements = unset(length(node, name, size), List.of());
        yield list(type, inputs.get(2), scatter(node, name, elements, inputs.get(1), type, first));
      }
      case "TensorListSplit" -> {
        numbers(node, name, inputs.get(2));
        yield list(type, inputs.get(1), tensors.split(type, name, first, inputs.get(2).constant()));
      }
      default -> evaluate(op, node, name, elementsOf(node, name, first), inputs);
    };
  }

  private List<Value> evaluate(
      String op, NodeDef node, String name, TensorList list, List<Value> inputs) {
    List<Value> elements = list.elements();
    DataType type = list.type();
    switch (op) {
      case "TensorListLength":
        return List.of(Value.of(Constant.scalar(DataType.DT_INT32, elements.size())));
      case "TensorListGetItem":
        return List.of(
            tensors.get(node, name, list, number(node, name, inputs.get(1)), inputs.get(2)));
      case "TensorListSetItem":
        int at = number(node, name, inputs.get(1));
        return list(type, list.elementShape(), set(node, name, elements, at, inputs.get(2)));
      case "TensorListPushBack":
        List<Value> longer = unset(length(node, name, elements.size() + 1), elements);
        longer.set(elements.size(), inputs.get(1));
        return list(type, list.elementShape(), longer);
      case "TensorListPopBack":
        int last = elements.size() - 1;
        Value popped = tensors.get(node, name, list, last, inputs.get(1));
        List<Value> rest = unset(last, elements);
        return List.of(list(type, list.elementShape(), rest).get(0), popped);
      case "TensorListResize":
        List<Value> resized = unset(length(node, name, inputs.get(1)), elements);
        return list(type, list.elementShape(), resized);
      case "TensorListScatterIntoExistingList":
        List<Value> scattered = scatter(node, name, elements, inputs.get(2), type, inputs.get(1));
        return list(type, list.elementShape(), scattered);
      case "TensorListStack":
        return tensors.pack(node, name, list, IntStream.range(0, elements.size()), inputs.get(1));
      case "TensorListGather":
        IntStream indices = IntStream.of(numbers(node, name, inputs.get(1)));
        return tensors.pack(node, name, list, indices, inputs.get(2));
      case "TensorListConcat", "TensorListConcatV2":
        return tensors.concat(
            node, name, list, inputs.size() > 1 ? inputs.get(1) : list.elementShape());
      default:
        throw ControlFlow.refusal(node, name, "is an op on TensorLists that is not supported");
    }
  }

  private static List<Value> list(DataType type, Value elementShape, List<Value> elements) {
    return List.of(Value.of(new TensorList(type, elementShape, elements)));
  }

  /** The {@code first} of {@code length} elements, unset ones behind them where there are less. */
  private List<Value> unset(int length, List<Value> first) {
    elements += length;
    if (elements > TOTAL) {
      throw new OstrichException(
          "The model's TensorLists have over %d elements: too many to be unrolled."
              .formatted(TOTAL));
    }
    List<Value> resized = new ArrayList<>(Collections.nCopies(length, null));
    for (int i = 0; i < Math.min(length, first.size()); i++) {
      resized.set(i, first.get(i));
    }
    return resized;
  }

  private List<Value> set(NodeDef node, String name, List<Value> elements, int at, Value item) {
    boolean grows = ControlFlow.attribute(node, "resize_if_index_out_of_bounds").getB();
    if (at < 0 || at >= elements.size() && !grows) {
      throw ControlFlow.refusal(node, name, "sets element %d of %d".formatted(at, elements.size()));
    }
    List<Value> changed = unset(length(node, name, Math.max(at + 1, elements.size())), elements);
    changed.set(at, item);
    return changed;
  }

  private List<Value> scatter(
      NodeDef node, String name, List<Value> into, Value indices, DataType type, Value tensor) {
    int[] at = numbers(node, name, indices);
    List<Value> items = tensors.unpack(type, name, tensor);
    if (items == null || items.size() != at.length) {
      throw ControlFlow.refusal(node, name, "has indices that do not fit its tensor");
    }
    int size = IntStream.of(at).map(i -> length(node, name, i) + 1).max().orElse(0);
    List<Value> scattered = unset(Math.max(size, into.size()), into);
    for (int i = 0; i < at.length; i++) {
      scattered.set(at[i], items.get(i));
    }
    return scattered;
  }

  private static TensorList elementsOf(NodeDef node, String name, Value value) {
    if (value.list() == null || value.list().elements() == null) {
      throw ControlFlow.refusal(
          node, name, "reads a TensorList of unknown length. " + ControlFlow.REMEDY);
    }
    return value.list();
  }

  private static int[] numbers(NodeDef node, String name, Value value) {
    if (value.constant() == null || !value.constant().isKnown()) {
      throw ControlFlow.refusal(
          node,
          name,
          "has a length or an index that depends on the data, or on an axis of unknown length. "
              + ControlFlow.REMEDY);
    }
    return Arrays.stream(value.constant().values()).mapToInt(i -> (int) i).toArray();
  }

  private static int number(NodeDef node, String name, Value value) {
    int[] numbers = numbers(node, name, value);
    if (numbers.length != 1) {
      throw ControlFlow.refusal(node, name, "has an index of more than one number");
    }
    return numbers[0];
  }

  private static int length(NodeDef node, String name, Value value) {
    return length(node, name, number(node, name, value));
  }

  private static int length(NodeDef node, String name, int length) {
    if (length < 0 || length > LIMIT) {
      throw ControlFlow.refusal(node, name, "makes a TensorList of %d elements".formatted(length));
    }
    return length;
  }
}
