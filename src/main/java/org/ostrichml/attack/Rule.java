package org.ostrichml.attack;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One step of an attack, as ops. Rules that are equal share one graph, so a rule is a record of
 * what is built into it.
 */
public interface Rule {
  /** What a rule carries from step to step beside the point; zeros before the first. */
  enum Memory {
    /** One value for each value of an example: [N, D]. */
    EXAMPLE,
    /** One value for each example: [N, 1]. */
    COLUMN
  }

  /**
   * What a step comes to.
   *
   * @param point where the next gradient is taken, [N, D], within the box
   * @param result what the attack returns if this was the last step, [N, D], within the threat
   * @param memory of the shapes of {@link Rule#memory}
   * @param stop 1 where an example makes no further step and 0 elsewhere, a column; null where all
   *     make every step
   */
  record Next(
      Operand<TFloat32> point,
      Operand<TFloat32> result,
      List<Operand<TFloat32>> memory,
      Operand<TFloat32> stop) {
    /** A step after which no example stops. */
    public Next(Operand<TFloat32> point, Operand<TFloat32> result, List<Operand<TFloat32>> memory) {
      this(point, result, memory, null);
    }
  }

  /** What this rule remembers. */
  default List<Memory> memory() {
    return List.of();
  }

  /** Adds one step to the graph. */
  Next next(StepContext step, List<Operand<TFloat32>> memory);
}
