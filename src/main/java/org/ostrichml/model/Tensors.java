package org.ostrichml.model;

import com.google.protobuf.UnsafeByteOperations;
import java.util.Arrays;
import org.ostrichml.data.Batch;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
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
