package org.ostrichml.gradient;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TNumber;

/**
 * The gradient at the input of a convolution as a forward convolution with a {@link TurnedFilter},
 * which takes TensorFlow up to three times less than the backward one: for a stride of 1 without
 * oneDNN, and, with it, for a larger stride where the input has few channels, as pictures have.
 */
final class TurnedConvolution {
  /** With more channels, the zeros in a filter turned for a stride cost more than is gained. */
  private static final long FEW_CHANNELS = 4;

  private final Backward b;
  private final GraphOperation op;
  private final int stride;
  private final Side height;
  private final Side width;

  /** One axis: the taps of the filter, the pixels added before the input, and its length. */
  private record Side(int taps, int before, int after, long length) {
    /** How far the gradient is to be padded for the first and the last tap to meet its ends. */
    Side turned(int stride, long outputs) {
      int most = TurnedFilter.taps(taps, stride) - 1;
      if (stride == 1) {
        return new Side(taps, most - before, most - after, length);
      }
      long missing = before + length - stride * (outputs + most);
      int more = (int) Math.max(0, (missing + stride - 1) / stride);
      return new Side(taps, most, most + more, stride * (outputs + most + more));
    }
  }

  private TurnedConvolution(Backward b, int stride, Side height, Side width) {
    this.b = b;
    this.op = b.op;
    this.stride = stride;
    this.height = height;
    this.width = width;
  }

  /** The gradient, or empty where a backward convolution is called for. */
  static Optional<Operand<?>> inputGradient(Backward b) {
    GraphOperation op = b.op;
    Shape filter = op.input(1).shape();
    Shape input = op.input(0).shape();
    List<Long> strides = b.attribute("strides").getList().getIList();
    if (!op.attributes().getAttrString("data_format").equals("NHWC")
        || filter.hasUnknownDimension()
        || input.isUnknown()
        || !strides.get(1).equals(strides.get(2))) {
      return Optional.empty();
    }
    int stride = strides.get(1).intValue();
    boolean isSized = input.get(1) > 0 && input.get(2) > 0;
    if (stride > 1 && !(isSized && filter.get(2) <= FEW_CHANNELS)) {
      return Optional.empty();
    }
    TurnedConvolution turned =
        new TurnedConvolution(b, stride, side(b, stride, 1), side(b, stride, 2));
    return turned.fits() ? TurnedFilter.of(op, stride).map(turned::gradient) : Optional.empty();
  }

  private static Side side(Backward b, int stride, int axis) {
    int taps = (int) b.op.input(1).shape().get(axis - 1);
    long length = b.op.input(0).shape().get(axis);
    switch (b.op.attributes().getAttrString("padding")) {
      case "SAME":
        long reach = stride == 1 ? taps - 1 : ((length - 1) / stride) * stride + taps - length;
        int total = (int) Math.max(0, reach);
        return new Side(taps, total / 2, total - total / 2, length);
      case "EXPLICIT":
        List<Long> sides = b.attribute("explicit_paddings").getList().getIList();
        return new Side(
            taps, sides.get(2 * axis).intValue(), sides.get(2 * axis + 1).intValue(), length);
      default:
        return new Side(taps, 0, 0, length);
    }
  }

  /** Whether no padding is larger than the filter; the gradient would have to be cut. */
  private boolean fits() {
    return stride > 1
        || List.of(height, width).stream()
            .allMatch(side -> Math.max(side.before(), side.after()) < side.taps());
  }

  private Operand<?> gradient(Operand<?> filter) {
    Shape outputs = op.output(0).shape();
    Side rows = height.turned(stride, outputs.get(1));
    Side columns = width.turned(stride, outputs.get(2));
    Operand<TNumber> blocks =
        Backward.number(
            b.likewise(
                    "Conv2D",
                    Map.of(
                        "strides",
                        Backward.integers(1, 1, 1, 1),
                        "padding",
                        Backward.text("EXPLICIT"),
                        "explicit_paddings",
                        Backward.integers(
                            0,
                            0,
                            rows.before(),
                            rows.after(),
                            columns.before(),
                            columns.after(),
                            0,
                            0)),
                    b.g(),
                    filter)
                .output(0));
    if (stride == 1) {
      return blocks;
    }
    Operand<TNumber> pixels = b.tf.nn.depthToSpace(blocks, (long) stride);
    return b.tf.slice(
        pixels,
        b.tf.constant(new int[] {0, height.before(), width.before(), 0}),
        b.tf.constant(new int[] {-1, (int) height.length(), (int) width.length(), -1}));
  }
}
