package org.ostrichml.gradient;

import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/** The gradient of one type of op, as ops on the graph. */
@FunctionalInterface
interface GradientRule {
  /**
   * Carries gradients from an op's outputs to its inputs.
   *
   * @param tf where the ops go
   * @param op the op to differentiate
   * @param outputs the gradient at each of the op's outputs; null where none arrives
   * @param wanted which of the op's inputs a gradient is wanted for
   * @return the gradient at each of the op's inputs; null where there is none or none is wanted
   */
  List<Operand<?>> apply(Ops tf, GraphOperation op, List<Operand<?>> outputs, boolean[] wanted);
}
