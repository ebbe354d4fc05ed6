package org.ostrichml.model;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ostrichml.data.Batch;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;

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
        .map(
            constant ->
                transposed
                    ? packed(constant, "transposed", PackedWeights::transpose)
                    : packed(constant, "plain", UnaryOperator.identity()));
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
    return packed(constant, "turned", weights -> transpose(unpack(weights, outputs)));
  }

  private static Output<?> packed(
      GraphOperation constant, String kind, UnaryOperator<Batch> matrix) {
    return Constants.from(constant, "packed/" + kind, value -> pack(matrix.apply(value)));
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
