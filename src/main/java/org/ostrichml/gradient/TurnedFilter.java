package org.ostrichml.gradient;

import java.util.Optional;
import org.ostrichml.data.Batch;
import org.ostrichml.model.Constants;
import org.ostrichml.model.Nodes;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.proto.DataType;

/**
 * A constant filter [height, width, in, out] turned so that a forward convolution with it is the
 * backward one of the filter: upside down, back to front, and from its outputs to its inputs. For a
 * stride of more than 1 each output pixel is a block of pixels, [stride, stride, in], side by side
 * as channels. It stands in the graph once, however many gradients read it.
 */
final class TurnedFilter {
  private TurnedFilter() {}

  /** The filter of a convolution, turned; empty if it is no float32 constant. */
  static Optional<Operand<?>> of(GraphOperation convolution, int stride) {
    return Nodes.constant(convolution.input(1))
        .filter(filter -> filter.output(0).dataType() == DataType.DT_FLOAT)
        .map(filter -> Constants.from(filter, "turned/" + stride, values -> turn(values, stride)));
  }

  /** The taps a block of pixels has along an axis of {@code size} taps. */
  static int taps(int size, int stride) {
    return (size + stride - 1) / stride;
  }

  static Batch turn(Batch filter, int stride) {
    int[] shape = filter.shape();
    int rows = taps(shape[0], stride);
    int columns = taps(shape[1], stride);
    int in = shape[2];
    int out = shape[3];
    int block = stride * stride * in;
    float[] from = filter.values();
    float[] to = new float[rows * columns * out * block];
    for (int y = 0; y < shape[0]; y++) {
      for (int x = 0; x < shape[1]; x++) {
        int tap = (rows - 1 - y / stride) * columns + columns - 1 - x / stride;
        int corner = (y % stride * stride + x % stride) * in;
        for (int i = 0; i < in; i++) {
          for (int o = 0; o < out; o++) {
            to[(tap * out + o) * block + corner + i] =
                from[((y * shape[1] + x) * in + i) * out + o];
          }
        }
      }
    }
    return new Batch(to, rows, columns, out, block);
  }
}
