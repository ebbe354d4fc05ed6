package org.ostrichml.objective;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A loss for each example of a batch, as ops on a graph. */
@FunctionalInterface
public interface Loss {
  /**
   * Adds the loss to the graph.
   *
   * @param tf where the ops go
   * @param scores the model's scores, float32 [N, .., classes]
   * @param labels the label of each position, int32 [N, ..]; not read by a loss without labels
   * @return float32 [N], summed over the positions of an example and never over examples, so that
   *     an example's gradient does not depend on its neighbours
   */
  Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels);

  /**
   * Adds the derivative of each example's loss at its scores, if it is known in a closed form; an
   * attack then needs fewer ops than differentiating the loss takes.
   *
   * @return of the shape of {@code scores}; empty where the loss is to be differentiated
   */
  default Optional<Operand<TFloat32>> slopes(
      Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
    return Optional.empty();
  }

  /** Whether the loss depends on the labels. */
  default boolean readsLabels() {
    return true;
  }
}
