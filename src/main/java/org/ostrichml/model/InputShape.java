package org.ostrichml.model;

import java.util.List;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.TensorShapeProto.Dim;

/** The shape an input is given where the model leaves axes free. */
final class InputShape {
  private InputShape() {}

  /**
   * The shape {@code saved}, its free axes of the lengths asked for.
   *
   * @param asked a length for each axis, -1 for one that stays as it is; null for none
   * @throws OstrichException if the lengths do not fit the shape
   */
  static TensorShapeProto fixed(TensorShapeProto saved, List<Long> asked) {
    if (asked == null) {
      return saved;
    }
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int axis = 0; axis < asked.size(); axis++) {
      Long length = asked.get(axis);
      if (length == null || length < -1 || length == 0 || length > Integer.MAX_VALUE) {
        throw new OstrichException(
            "An input's shape is one length for each axis, -1 for a free one, as in -1,60,8.");
      }
      boolean free = saved.getUnknownRank() || axis >= saved.getDimCount();
      long known = free ? -1 : saved.getDim(axis).getSize();
      if (known >= 0 && length >= 0 && known != length) {
        throw misfit(saved, asked);
      }
      shape.addDim(Dim.newBuilder().setSize(known >= 0 ? known : length));
    }
    if (!saved.getUnknownRank() && saved.getDimCount() != asked.size()) {
      throw misfit(saved, asked);
    }
    return shape.build();
  }

  private static OstrichException misfit(TensorShapeProto saved, List<Long> asked) {
    return new OstrichException(
        "The input's shape is [%s] (-1 is any), which %s does not fit: give another --input-shape."
            .formatted(
                saved.getDimList().stream()
                    .map(axis -> String.valueOf(axis.getSize()))
                    .collect(Collectors.joining(", ")),
                asked));
  }
}
