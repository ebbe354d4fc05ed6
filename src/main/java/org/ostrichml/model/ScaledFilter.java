package org.ostrichml.model;

import java.nio.ByteOrder;
import org.ostrichml.data.Batch;
import org.tensorflow.Tensor;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;

/** A convolution's filter with other sizes of its output channels. */
final class ScaledFilter {
  private ScaledFilter() {}

  /**
   * The filter, each product rounded once; the caller closes it.
   *
   * @param constant the filter's node, which has its elements where there is no {@code variable}
   * @param variable its value, or null
   * @param scale a factor for each output channel; those are the last axis, or the last two
   */
  static TFloat32 of(NodeDef constant, Tensor variable, double[] scale) {
    Batch filter =
        variable != null
            ? Tensors.batch(variable)
            : written(constant.getAttrOrThrow("value").getTensor());
    float[] values = filter.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * scale[i % scale.length]);
    }
    return Tensors.of(filter);
  }

  private static Batch written(TensorProto value) {
    int[] shape =
        value.getTensorShape().getDimList().stream()
            .mapToInt(axis -> Math.toIntExact(axis.getSize()))
            .toArray();
    float[] values = new float[value.getTensorContent().size() / Float.BYTES];
    value
        .getTensorContent()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return new Batch(values, shape);
  }
}
