package org.ostrichml.model;

import com.google.protobuf.UnsafeByteOperations;
import java.util.Arrays;
import org.ostrichml.data.Batch;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/** Copies batches into native tensors and back, and shapes into protobuf. */
public final class Tensors {
  private Tensors() {}

  /** A new native tensor with the values of {@code batch}; the caller closes it. */
  public static TFloat32 of(Batch batch) {
    return TFloat32.tensorOf(
        Shape.of(Arrays.stream(batch.shape()).asLongStream().toArray()),
        DataBuffers.of(batch.values(), true, false));
  }

  /** The values of a float32 tensor; a scalar becomes a batch of one. */
  public static Batch batch(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    int[] shape = Arrays.stream(tensor.shape().asArray()).mapToInt(Math::toIntExact).toArray();
    return new Batch(values, shape.length == 0 ? new int[] {1} : shape);
  }

  /**
   * A new native tensor with some rows of a float32 tensor, copied outside Java; the caller closes
   * it.
   *
   * @param rows their numbers on the first axis; those that follow each other are copied together
   */
  public static TFloat32 select(Tensor tensor, int[] rows) {
    long[] axes = tensor.shape().asArray();
    long stride = tensor.size() / axes[0];
    axes[0] = rows.length;
    FloatDataBuffer from = tensor.asRawTensor().data().asFloats();
    return TFloat32.tensorOf(
        Shape.of(axes),
        selected -> {
          FloatDataBuffer to = selected.asRawTensor().data().asFloats();
          for (int first = 0, end; first < rows.length; first = end) {
            end = first + 1;
            while (end < rows.length && rows[end] == rows[end - 1] + 1) {
              end++;
            }
            long length = (end - first) * stride;
            from.slice(rows[first] * stride, length)
                .copyTo(to.slice(first * stride, length), length);
          }
        });
  }

  /**
   * A tensor as protobuf has it; one of more than {@code most} elements, or of strings, without
   * them.
   */
  static TensorProto proto(Tensor tensor, int most) {
    TensorProto.Builder proto =
        TensorProto.newBuilder().setDtype(tensor.dataType()).setTensorShape(proto(tensor.shape()));
    if (tensor.dataType() != DataType.DT_STRING && tensor.size() <= most) {
      byte[] content = new byte[Math.toIntExact(tensor.numBytes())];
      tensor.asRawTensor().data().read(content);
      proto.setTensorContent(UnsafeByteOperations.unsafeWrap(content));
    }
    return proto.build();
  }

  /** A shape as protobuf has it. */
  static TensorShapeProto proto(Shape shape) {
    TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
    if (shape.isUnknown()) {
      return proto.setUnknownRank(true).build();
    }
    for (long axis : shape.asArray()) {
      proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(axis));
    }
    return proto.build();
  }
}
