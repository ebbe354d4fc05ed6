package org.ostrichml.graph;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.tensorflow.proto.DataType;

/** Arithmetic, comparisons and logic on what is known of small tensors. */
final class ElementwiseFolder {
  private static final Map<String, DoubleBinaryOperator> ARITHMETIC =
      Map.ofEntries(
          Map.entry("Add", Double::sum),
          Map.entry("AddV2", Double::sum),
          Map.entry("Sub", (a, b) -> a - b),
          Map.entry("Mul", (a, b) -> a * b),
          Map.entry("RealDiv", (a, b) -> b == 0 ? Double.NaN : a / b),
          Map.entry("FloorDiv", (a, b) -> b == 0 ? Double.NaN : Math.floor(a / b)),
          Map.entry("FloorMod", (a, b) -> b == 0 ? Double.NaN : a - b * Math.floor(a / b)),
          Map.entry("TruncateDiv", (a, b) -> b == 0 ? Double.NaN : truncate(a / b)),
          Map.entry("Maximum", Math::max),
          Map.entry("Minimum", Math::min));
  private static final Map<String, DoubleBinaryOperator> LOGIC =
      Map.of(
          "Less", (a, b) -> truth(a < b, a, b),
          "LessEqual", (a, b) -> truth(a <= b, a, b),
          "Greater", (a, b) -> truth(a > b, a, b),
          "GreaterEqual", (a, b) -> truth(a >= b, a, b),
          "Equal", (a, b) -> truth(a == b, a, b),
          "NotEqual", (a, b) -> truth(a != b, a, b),
          "LogicalAnd", (a, b) -> a == 0 || b == 0 ? 0 : a * b,
          "LogicalOr", (a, b) -> a == 1 || b == 1 ? 1 : a + b);
  private static final Map<String, DoubleUnaryOperator> UNARY =
      Map.ofEntries(
          Map.entry("Neg", a -> -a),
          Map.entry("Abs", Math::abs),
          Map.entry("Sign", Math::signum),
          Map.entry("Square", a -> a * a),
          Map.entry("Sqrt", Math::sqrt),
          Map.entry("Rsqrt", a -> 1 / Math.sqrt(a)),
          Map.entry("Floor", Math::floor),
          Map.entry("Ceil", Math::ceil),
          Map.entry("LogicalNot", a -> 1 - a),
          Map.entry("ZerosLike", a -> 0),
          Map.entry("OnesLike", a -> 1));

  private ElementwiseFolder() {}

  /** The result of an op; null if it is none of these, or too large. */
  static Constant fold(String op, Constant... inputs) {
    Constant first = inputs.length == 0 ? null : inputs[0];
    if (inputs.length == 1 && UNARY.containsKey(op)) {
      DoubleUnaryOperator unary = UNARY.get(op);
      return Constant.of(first.type(), first.shape(), i -> unary.applyAsDouble(first.values()[i]));
    }
    if (inputs.length == 2 && ARITHMETIC.containsKey(op)) {
      return binary(first.type(), first, inputs[1], ARITHMETIC.get(op));
    }
    if (inputs.length == 2 && LOGIC.containsKey(op)) {
      return binary(DataType.DT_BOOL, first, inputs[1], LOGIC.get(op));
    }
    if (inputs.length == 3 && (op.equals("Select") || op.equals("SelectV2"))) {
      return first.isKnownScalar() && Arrays.equals(inputs[1].shape(), inputs[2].shape())
          ? inputs[first.values()[0] != 0 ? 1 : 2]
          : null;
    }
    return null;
  }

  /** A constant as another type holds it. */
  static Constant cast(Constant constant, DataType type) {
    return Constant.of(
        type,
        constant.shape(),
        i -> {
          double value = constant.values()[i];
          boolean whole = type == DataType.DT_INT32 || type == DataType.DT_INT64;
          return type == DataType.DT_BOOL
              ? truth(value != 0, value, value)
              : whole ? truncate(value) : value;
        });
  }

  private static Constant binary(
      DataType type, Constant a, Constant b, DoubleBinaryOperator operator) {
    int rank = Math.max(a.rank(), b.rank());
    int[] shape = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int left = length(a, axis - rank);
      int right = length(b, axis - rank);
      if (left != right && left != 1 && right != 1) {
        return null;
      }
      shape[axis] = left == 1 ? right : left;
    }
    return Constant.of(
        type,
        shape,
        i ->
            operator.applyAsDouble(
                a.values()[source(i, shape, a)], b.values()[source(i, shape, b)]));
  }

  /** The length of an axis counted from the end, 1 where there is none. */
  private static int length(Constant constant, int axis) {
    int at = constant.rank() + axis;
    return at < 0 ? 1 : constant.shape()[at];
  }

  /** Where element {@code index} of a result of {@code shape} comes from. */
  private static int source(int index, int[] shape, Constant from) {
    int rest = index;
    int at = 0;
    int stride = 1;
    for (int axis = -1; axis >= -shape.length; axis--) {
      int size = shape[shape.length + axis];
      int length = length(from, axis);
      at += stride * (length == 1 ? 0 : rest % size);
      rest /= size;
      stride *= length;
    }
    return at;
  }

  private static double truncate(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }

  private static double truth(boolean holds, double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : holds ? 1 : 0;
  }
}
