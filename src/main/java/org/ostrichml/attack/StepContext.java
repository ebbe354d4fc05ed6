package org.ostrichml.attack;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a step is made from, as ops: examples are rows of matrices [N, D], columns are [N, 1]. The
 * gradient climbs towards the goal whether it is targeted or not.
 *
 * @param rows arithmetic on rows
 * @param norm the norm of the threat
 * @param point where the gradient was taken, before rounding to grey levels
 * @param seen the same after rounding: what the model saw
 * @param original the examples before the attack
 * @param lower the smallest value each element may take
 * @param upper the largest value each element may take
 * @param epsilon the budget of each example, a column; infinite where there is none
 * @param stepSize the step size of each example, a column
 * @param extra one more number for each example, a column: what {@link Search}es of several rounds
 *     set for each round
 * @param number the number of the step, from 0, a scalar
 * @param steps the number of steps there will be, a scalar
 * @param gradient of the loss at the point, towards the goal; scaled by the mask
 * @param loss at the point, a column; larger is nearer to the goal
 * @param reached 1 where the goal is reached at the point and 0 elsewhere, a column
 */
public record StepContext(
    Rows rows,
    Norm norm,
    Operand<TFloat32> point,
    Operand<TFloat32> seen,
    Operand<TFloat32> original,
    Operand<TFloat32> lower,
    Operand<TFloat32> upper,
    Operand<TFloat32> epsilon,
    Operand<TFloat32> stepSize,
    Operand<TFloat32> extra,
    Operand<TFloat32> number,
    Operand<TFloat32> steps,
    Operand<TFloat32> gradient,
    Operand<TFloat32> loss,
    Operand<TFloat32> reached) {

  /** Where the ops go. */
  public Ops tf() {
    return rows.tf();
  }

  /** The direction of steepest ascent in the threat's norm. */
  public Operand<TFloat32> steepest(Operand<TFloat32> direction) {
    return norm.steepest(this, direction);
  }

  /** {@code from}, moved by the step size along the steepest ascent, and projected. */
  public Operand<TFloat32> step(Operand<TFloat32> from, Operand<TFloat32> direction) {
    return norm.step(this, from, direction);
  }

  /** A direction, 0 where a value is at the end of its box already and cannot go farther. */
  public Operand<TFloat32> movable(Operand<TFloat32> direction) {
    Operand<TFloat32> zero = tf().constant(0f);
    Operand<TFloat32> end = tf().select(tf().math.greater(direction, zero), upper, lower);
    return tf().select(tf().math.notEqual(point, end), direction, zero);
  }

  /** The nearest point within epsilon, moved into the box. */
  public Operand<TFloat32> project(Operand<TFloat32> candidate) {
    return clip(norm.project(this, candidate, epsilon));
  }

  /** A point moved into the box. */
  public Operand<TFloat32> clip(Operand<TFloat32> candidate) {
    return tf().math.minimum(tf().math.maximum(candidate, lower), upper);
  }
}
