package org.ostrichml.model;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a model is shown of one input: one picture or several, each made from it. Views that are
 * equal share one copy of the model, so a view is a record of all that it is made from.
 */
public interface View {
  /** How many pictures one input becomes, P, at least 1. */
  int positions();

  /**
   * The shape of an input, without the batch.
   *
   * @param seen the shape of what the model takes, without the batch; -1 for an axis that is free
   * @throws org.ostrichml.OstrichException if the model takes nothing that can be viewed so
   */
  default int[] exampleShape(int[] seen) {
    return seen;
  }

  /**
   * Adds what is shown to the graph. Whatever is drawn at random is drawn by stateless ops, the
   * same for every example of a batch, so that results depend on neither its size nor its order.
   *
   * @param input float32 [N, ..], of {@link #exampleShape}
   * @param draw a scalar: the number of the drawing; another number, other random draws
   * @return float32 [N * P, ..], of the shape the model takes, those of one example in a row
   */
  Operand<TFloat32> shown(Ops tf, Operand<TFloat32> input, Operand<TInt32> draw);
}
