package org.ostrichml.objective;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a perturbed input is to have little of, whatever the model makes of it. An attack climbs its
 * loss less the penalties. A loss is summed over the positions of a map or a view, and a penalty is
 * not: weigh it accordingly. Penalties that are equal share one graph, so a penalty is a record.
 */
@FunctionalInterface
public interface Penalty {
  /**
   * Adds the penalty to the graph.
   *
   * @param tf where the ops go
   * @param input what the attack changes, float32 [N, height, width, channels]
   * @param mask where it may, 0 to 1, [1, height, width, channels]; the rest does not count
   * @return float32 [N], an example's own
   */
  Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> input, Operand<TFloat32> mask);
}
