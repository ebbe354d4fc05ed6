package org.ostrichml.graph;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * What is known of a small tensor before the graph runs.
 *
 * @param type bool, int32, int64, float32 or float64
 * @param shape its shape
 * @param values its elements in row-major order, NaN where the value is unknown; false is 0, true 1
 */
record Constant(DataType type, int[] shape, double[] values) {
  static final int LIMIT = 4096;
  private static final double EXACT = 1L << 53;
  private static final Set<DataType> TYPES =
      Set.of(
          DataType.DT_BOOL,
          DataType.DT_INT32,
          DataType.DT_INT64,
          DataType.DT_FLOAT,
          DataType.DT_DOUBLE);

  Constant {
    for (int i = 0; i < values.length; i++) {
      values[i] = rounded(type, values[i]);
    }
  }

  /** A constant of this shape; null if it would be too large or of another type. */
  static Constant of(DataType type, int[] shape, IntToDoubleFunction element) {
    long size = 1;
    for (int axis : shape) {
      if (axis < 0) {
        return null;
      }
      size = Math.min(size * axis, LIMIT + 1);
    }
    if (size > LIMIT || !TYPES.contains(type)) {
      return null;
    }
    double[] values = new double[(int) size];
    Arrays.setAll(values, element);
    return new Constant(type, shape, values);
  }

  /** A known scalar. */
  static Constant scalar(DataType type, double value) {
    return new Constant(type, new int[0], new double[] {value});
  }

  /** A vector of this type. */
  static Constant vector(DataType type, double... values) {
    return of(type, new int[] {values.length}, i -> values[i]);
  }

  /** What {@code tensor} holds; null if it is too large or of another type. */
  static Constant of(TensorProto tensor) {
    int[] shape =
        tensor.getTensorShape().getDimList().stream()
            .mapToInt(axis -> (int) Math.max(-1, Math.min(axis.getSize(), Integer.MAX_VALUE)))
            .toArray();
    ByteString content = tensor.getTensorContent();
    if (content.isEmpty()) {
      return of(tensor.getDtype(), shape, i -> listed(tensor, i));
    }
    ByteBuffer bytes = content.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    Constant constant = of(tensor.getDtype(), shape, i -> 0);
    if (constant == null || bytes.remaining() != constant.values.length * width(constant.type)) {
      return null;
    }
    return of(
        constant.type,
        shape,
        i ->
            switch (constant.type) {
              case DT_BOOL -> bytes.get(i);
              case DT_INT32 -> bytes.getInt(4 * i);
              case DT_INT64 -> bytes.getLong(8 * i);
              case DT_FLOAT -> bytes.getFloat(4 * i);
              default -> bytes.getDouble(8 * i);
            });
  }

  private static int width(DataType type) {
    return switch (type) {
      case DT_BOOL -> 1;
      case DT_INT32, DT_FLOAT -> 4;
      default -> 8;
    };
  }

  /** Element {@code i} of a tensor written as a list, whose last value stands for all after it. */
  private static double listed(TensorProto tensor, int i) {
    int count =
        switch (tensor.getDtype()) {
          case DT_BOOL -> tensor.getBoolValCount();
          case DT_INT32 -> tensor.getIntValCount();
          case DT_INT64 -> tensor.getInt64ValCount();
          case DT_FLOAT -> tensor.getFloatValCount();
          default -> tensor.getDoubleValCount();
        };
    int at = Math.min(i, count - 1);
    if (at < 0) {
      return 0;
    }
    return switch (tensor.getDtype()) {
      case DT_BOOL -> tensor.getBoolVal(at) ? 1 : 0;
      case DT_INT32 -> tensor.getIntVal(at);
      case DT_INT64 -> tensor.getInt64Val(at);
      case DT_FLOAT -> tensor.getFloatVal(at);
      default -> tensor.getDoubleVal(at);
    };
  }

  /** A value as its type holds it; unknown where a double cannot hold that exactly. */
  private static double rounded(DataType type, double value) {
    boolean exact = Math.abs(value) <= EXACT;
    return switch (type) {
      case DT_INT32 -> exact ? (int) (long) value : Double.NaN;
      case DT_INT64 -> exact ? (long) value : Double.NaN;
      case DT_FLOAT -> (float) value;
      default -> value;
    };
  }

  /** The tensor, of which every element must be known. */
  TensorProto toTensor() {
    TensorProto.Builder tensor = TensorProto.newBuilder().setDtype(type);
    TensorShapeProto.Builder axes = tensor.getTensorShapeBuilder();
    for (int axis : shape) {
      axes.addDim(TensorShapeProto.Dim.newBuilder().setSize(axis));
    }
    for (double value : values) {
      switch (type) {
        case DT_BOOL -> tensor.addBoolVal(value != 0);
        case DT_INT32 -> tensor.addIntVal((int) value);
        case DT_INT64 -> tensor.addInt64Val((long) value);
        case DT_FLOAT -> tensor.addFloatVal((float) value);
        default -> tensor.addDoubleVal(value);
      }
    }
    return tensor.build();
  }

  /** Whether every element is known. */
  boolean isKnown() {
    return Arrays.stream(values).noneMatch(Double::isNaN);
  }

  int rank() {
    return shape.length;
  }

  /** Whether this is one known number. */
  boolean isKnownScalar() {
    return values.length == 1 && isKnown();
  }

  /** The only element, of a known scalar. */
  int asInt() {
    return (int) values[0];
  }

  boolean sameAs(Constant other) {
    return type == other.type
        && Arrays.equals(shape, other.shape)
        && Arrays.equals(values, other.values)
        && isKnown();
  }
}
