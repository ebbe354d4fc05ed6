package org.ostrichml.gradient;

import java.util.Optional;
import org.ostrichml.data.Batch;
import org.ostrichml.model.Nodes;
import org.ostrichml.model.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

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
        .map(filter -> turned(filter, stride));
  }

  private static Operand<?> turned(GraphOperation filter, int stride) {
    Graph graph = filter.env();
    String name = "ostrich/turned/" + stride + "/" + filter.name();
    GraphOperation known = graph.operation(name);
    return (known != null ? known : add(graph, name, filter, stride)).output(0);
  }

  private static GraphOperation add(Graph graph, String name, GraphOperation filter, int stride) {
    try (Tensor value = filter.attributes().getAttrTensor("value");
        TFloat32 turned = Tensors.of(turn(Tensors.batch(value), stride))) {
      return graph
          .opBuilder("Const", name, graph.baseScope())
          .setAttr("dtype", turned.dataType())
          .setAttr("value", turned)
          .build();
    }
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
