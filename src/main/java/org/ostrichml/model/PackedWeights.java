package org.ostrichml.model;

import java.util.Optional;
import org.ostrichml.data.Batch;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * Constant weights [K, M] as the native product reads them: panels of {@value #PANEL} outputs, [P,
 * K, {@value #PANEL}], the last filled up with zeros. They stand in the graph once, however many
 * products read them.
 */
public final class PackedWeights {
  private static final int PANEL = 32;

  /** Larger weights are left to TensorFlow, as they would be held once more. */
  private static final long LARGEST = 4_000_000;

  private PackedWeights() {}

  /** The weights of a product, packed; empty if they are no float32 constant of a modest size. */
  static Optional<Output<?>> of(Output<?> weights, boolean transposed) {
    return Nodes.constant(weights)
        .filter(constant -> isModest(constant.output(0)))
        .map(constant -> packed(constant, transposed ? "transposed" : "plain"));
  }

  private static boolean isModest(Output<?> weights) {
    Shape shape = weights.shape();
    return weights.dataType() == DataType.DT_FLOAT
        && shape.numDimensions() == 2
        && shape.size() > 0
        && shape.size() <= LARGEST;
  }

  /**
   * The packed weights of the way back: those of the product that takes gradients of the outputs to
   * gradients of the inputs.
   *
   * @param packed weights as {@link #of} gave them
   * @param outputs how many outputs they have, without the filling
   */
  public static Output<?> turned(Output<?> packed, int outputs) {
    GraphOperation constant = (GraphOperation) packed.op();
    return known(constant, "turned", weights -> transpose(unpack(weights, outputs)));
  }

  private static Output<?> packed(GraphOperation constant, String how) {
    return known(constant, how, weights -> how.equals("transposed") ? transpose(weights) : weights);
  }

  /** A matrix to be packed, from a constant. */
  @FunctionalInterface
  private interface Matrix {
    Batch of(Batch constant);
  }

  private static Output<?> known(GraphOperation constant, String how, Matrix matrix) {
    Graph graph = constant.env();
    String name = "ostrich/packed/" + how + "/" + constant.name();
    GraphOperation known = graph.operation(name);
    return (known != null ? known : add(graph, name, constant, matrix)).output(0);
  }

  private static GraphOperation add(
      Graph graph, String name, GraphOperation constant, Matrix matrix) {
    try (Tensor value = constant.attributes().getAttrTensor("value");
        TFloat32 packed = Tensors.of(pack(matrix.of(Tensors.batch(value))))) {
      return graph
          .opBuilder("Const", name, graph.baseScope())
          .setAttr("dtype", packed.dataType())
          .setAttr("value", packed)
          .build();
    }
  }

  static Batch pack(Batch weights) {
    int inputs = weights.shape()[0];
    int outputs = weights.shape()[1];
    int panels = (outputs + PANEL - 1) / PANEL;
    float[] packed = new float[panels * inputs * PANEL];
    for (int panel = 0; panel < panels; panel++) {
      int count = Math.min(PANEL, outputs - panel * PANEL);
      for (int k = 0; k < inputs; k++) {
        System.arraycopy(
            weights.values(),
            k * outputs + panel * PANEL,
            packed,
            (panel * inputs + k) * PANEL,
            count);
      }
    }
    return new Batch(packed, panels, inputs, PANEL);
  }

  static Batch unpack(Batch packed, int outputs) {
    int inputs = packed.shape()[1];
    float[] weights = new float[inputs * outputs];
    for (int k = 0; k < inputs; k++) {
      for (int m = 0; m < outputs; m++) {
        weights[k * outputs + m] = packed.values()[(m / PANEL * inputs + k) * PANEL + m % PANEL];
      }
    }
    return new Batch(weights, inputs, outputs);
  }

  private static Batch transpose(Batch weights) {
    int rows = weights.shape()[0];
    int columns = weights.shape()[1];
    float[] transposed = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = weights.values()[i * columns + j];
      }
    }
    return new Batch(transposed, columns, rows);
  }
}
