package org.ostrichml.attack;

import java.util.List;
import java.util.Set;
import org.ostrichml.model.FusedConvolution;
import org.ostrichml.model.GraphCopy;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.TargetModel;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;

/** Counts what products and convolutions multiply for one example. */
public final class Multiplications {
  private static final Set<String> PRODUCTS =
      Set.of(
          "MatMul",
          NativeKernels.PRODUCT,
          NativeKernels.CONVOLUTION,
          "Conv2D",
          "Conv3D",
          "DepthwiseConv2dNative",
          FusedConvolution.OP);

  private Multiplications() {}

  /** How many there are up to a model's logits; infinite where a shape is not known. */
  public static double in(TargetModel model) {
    return new GraphCopy(List.of(model.logits().asOutput()))
        .ops().stream()
            .filter(op -> PRODUCTS.contains(op.type()))
            .mapToDouble(Multiplications::of)
            .sum();
  }

  /** Each weight meets each pixel of its output channel once. */
  private static double of(GraphOperation product) {
    Shape weights = product.input(1).shape();
    Shape output = product.output(0).shape();
    if (weights.hasUnknownDimension() || output.isUnknown()) {
      return Double.POSITIVE_INFINITY;
    }
    double count = weights.size();
    for (int axis = 1; axis < output.numDimensions() - 1; axis++) {
      count *= output.get(axis) < 0 ? Double.POSITIVE_INFINITY : output.get(axis);
    }
    return count;
  }
}
