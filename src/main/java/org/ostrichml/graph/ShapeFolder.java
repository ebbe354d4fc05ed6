package org.ostrichml.graph;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** The ops that take small tensors apart and put them together: what is done with shapes. */
final class ShapeFolder {
  private ShapeFolder() {}

  /** The result of a node with one output; null if it is none of these, or not known. */
  static Constant fold(NodeDef node, Constant... inputs) {
    return switch (node.getOp()) {
      case "StridedSlice" -> stridedSlice(node, inputs);
      case "Slice" -> slice(inputs);
      case "Pack" -> pack(node, inputs);
      case "ConcatV2" -> concat(Arrays.copyOf(inputs, inputs.length - 1));
      case "GatherV2", "Gather" -> gather(inputs);
      case "Range" -> range(inputs);
      case "Reshape" -> reshape(inputs[0], inputs[1]);
      case "ExpandDims", "Squeeze" -> inputs[0].values().length == 1 ? resized(node, inputs) : null;
      case "Fill" -> fill(inputs[0], inputs[1]);
      case "Prod" -> reduce(node, inputs, 1, (a, b) -> a * b);
      case "Sum" -> reduce(node, inputs, 0, Double::sum);
      case "Max" -> reduce(node, inputs, Double.NEGATIVE_INFINITY, Math::max);
      case "Min" -> reduce(node, inputs, Double.POSITIVE_INFINITY, Math::min);
      case "All" -> reduce(node, inputs, 1, Math::min);
      case "Any" -> reduce(node, inputs, 0, Math::max);
      default -> null;
    };
  }

  /** The shape {@code axes}, an unknown axis where it is negative, as a tensor. */
  static Constant shape(DataType type, long[] axes) {
    return Constant.vector(
        type, Arrays.stream(axes).mapToDouble(axis -> axis < 0 ? Double.NaN : axis).toArray());
  }

  private static long attribute(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance()).getI();
  }

  private static Constant stridedSlice(NodeDef node, Constant... inputs) {
    Constant source = inputs[0];
    boolean plain =
        attribute(node, "ellipsis_mask") == 0
            && attribute(node, "new_axis_mask") == 0
            && source.rank() == 1
            && Arrays.stream(inputs).skip(1).allMatch(Constant::isKnownScalar);
    if (!plain) {
      return null;
    }
    int length = source.shape()[0];
    int stride = inputs[3].asInt();
    int begin = from(inputs[1].asInt(), length);
    if (attribute(node, "shrink_axis_mask") != 0) {
      return begin < 0 || begin >= length
          ? null
          : Constant.scalar(source.type(), source.values()[begin]);
    }
    int lowest = stride > 0 ? 0 : -1;
    int highest = stride > 0 ? length : length - 1;
    int first =
        attribute(node, "begin_mask") != 0
            ? (stride > 0 ? lowest : highest)
            : Math.max(lowest, Math.min(begin, highest));
    int last =
        attribute(node, "end_mask") != 0
            ? (stride > 0 ? highest : lowest)
            : Math.max(lowest, Math.min(from(inputs[2].asInt(), length), highest));
    if (stride == 0) {
      return null;
    }
    int count = Math.max(0, (int) Math.ceil((last - first) / (double) stride));
    return Constant.of(source.type(), new int[] {count}, i -> source.values()[first + i * stride]);
  }

  private static int from(int index, int length) {
    return index < 0 ? index + length : index;
  }

  private static Constant slice(Constant... inputs) {
    Constant source = inputs[0];
    if (source.rank() != 1 || !inputs[1].isKnownScalar() || !inputs[2].isKnownScalar()) {
      return null;
    }
    int begin = inputs[1].asInt();
    int size = inputs[2].asInt() == -1 ? source.shape()[0] - begin : inputs[2].asInt();
    return begin < 0 || size < 0 || size > source.shape()[0] - begin
        ? null
        : Constant.of(source.type(), new int[] {size}, i -> source.values()[begin + i]);
  }

  private static Constant pack(NodeDef node, Constant... inputs) {
    if (attribute(node, "axis") != 0 || inputs.length == 0) {
      return null;
    }
    int[] shape = new int[inputs[0].rank() + 1];
    shape[0] = inputs.length;
    System.arraycopy(inputs[0].shape(), 0, shape, 1, shape.length - 1);
    return joined(shape, inputs);
  }

  private static Constant concat(Constant... inputs) {
    if (Arrays.stream(inputs).anyMatch(input -> input.rank() != 1) || inputs.length == 0) {
      return null;
    }
    int length = Arrays.stream(inputs).mapToInt(input -> input.shape()[0]).sum();
    return joined(new int[] {length}, inputs);
  }

  private static Constant joined(int[] shape, Constant... inputs) {
    Constant sized = Constant.of(inputs[0].type(), shape, i -> 0);
    long size = Arrays.stream(inputs).mapToLong(input -> input.values().length).sum();
    if (sized == null || sized.values().length != size) {
      return null;
    }
    double[] all =
        Arrays.stream(inputs).map(Constant::values).flatMapToDouble(Arrays::stream).toArray();
    return Constant.of(inputs[0].type(), shape, i -> all[i]);
  }

  private static Constant gather(Constant... inputs) {
    Constant source = inputs[0];
    Constant indices = inputs[1];
    boolean firstAxis = inputs.length < 3 || inputs[2].isKnownScalar() && inputs[2].asInt() == 0;
    if (source.rank() != 1 || !firstAxis || !indices.isKnown()) {
      return null;
    }
    for (double index : indices.values()) {
      if (index < 0 || index >= source.shape()[0]) {
        return null;
      }
    }
    return Constant.of(
        source.type(), indices.shape(), i -> source.values()[(int) indices.values()[i]]);
  }

  private static Constant range(Constant... inputs) {
    if (!Arrays.stream(inputs).allMatch(Constant::isKnownScalar) || inputs[2].values()[0] == 0) {
      return null;
    }
    double start = inputs[0].values()[0];
    double step = inputs[2].values()[0];
    double count = Math.max(0, Math.ceil((inputs[1].values()[0] - start) / step));
    return Constant.of(
        inputs[0].type(),
        new int[] {(int) Math.min(count, Integer.MAX_VALUE)},
        i -> start + i * step);
  }

  private static Constant reshape(Constant source, Constant wanted) {
    if (!wanted.isKnown()) {
      return null;
    }
    int[] shape = Arrays.stream(wanted.values()).mapToInt(axis -> (int) axis).toArray();
    int rest = 1;
    int open = -1;
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] < 0) {
        open = axis;
      } else {
        rest *= shape[axis];
      }
    }
    if (open >= 0 && rest > 0) {
      shape[open] = source.values().length / rest;
    }
    Constant sized = Constant.of(source.type(), shape, i -> 0);
    return sized == null || sized.values().length != source.values().length
        ? null
        : Constant.of(source.type(), shape, i -> source.values()[i]);
  }

  /** A single number in another rank. */
  private static Constant resized(NodeDef node, Constant... inputs) {
    List<Long> axes =
        node.getAttrOrDefault("squeeze_dims", AttrValue.getDefaultInstance()).getList().getIList();
    int rank =
        node.getOp().equals("ExpandDims")
            ? inputs[0].rank() + 1
            : axes.isEmpty() ? 0 : inputs[0].rank() - axes.size();
    int[] shape = new int[Math.max(0, rank)];
    Arrays.fill(shape, 1);
    return Constant.of(inputs[0].type(), shape, i -> inputs[0].values()[i]);
  }

  private static Constant fill(Constant shape, Constant value) {
    return !shape.isKnown() || !value.isKnownScalar()
        ? null
        : Constant.of(
            value.type(),
            Arrays.stream(shape.values()).mapToInt(axis -> (int) axis).toArray(),
            i -> value.values()[0]);
  }

  /** A vector reduced to one number. */
  private static Constant reduce(
      NodeDef node, Constant[] inputs, double start, DoubleBinaryOperator operator) {
    Constant source = inputs[0];
    boolean noAxis = source.rank() == 1 && inputs.length > 1 && inputs[1].values().length == 0;
    if (source.rank() > 1
        || noAxis
        || node.getAttrOrDefault("keep_dims", AttrValue.getDefaultInstance()).getB()) {
      return null;
    }
    double result = Arrays.stream(source.values()).reduce(start, operator);
    return Constant.scalar(source.type(), result);
  }
}
