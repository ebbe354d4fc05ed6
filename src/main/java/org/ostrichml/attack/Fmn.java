package org.ostrichml.attack;

import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.model.TargetModel;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Looks for the least change: gradient steps, each projected onto a ball that shrinks where the
 * goal is reached and grows where it is not. Pintor et al. (2021), "Fast minimum-norm adversarial
 * attacks through adaptive norm constraints", algorithm 1. The step size falls along a cosine to
 * 1e-5 of the first, the growth of the ball from {@code gamma} to 1e-4; it grows by 1e-4 at least,
 * as a boundary that is met exactly is not crossed. Values at the end of their range are left out
 * of the gradient where it leads outwards.
 *
 * <p>An example of which no adversarial point was found within epsilon stays as it is, and so does
 * one that has reached its goal already.
 *
 * @param threat what may change
 * @param steps the number of steps, at least 1
 * @param relativeStepSize the Euclidean length of the first step, in parts of epsilon (of the
 *     bounds' range where epsilon is infinite), more than 0
 * @param gamma by which part the ball grows or shrinks at first, within 0 and 1
 */
public record Fmn(Threat threat, int steps, float relativeStepSize, float gamma) implements Attack {
  private static final float LAST_STEP_SIZE = 1e-5f;
  private static final float LAST_GAMMA = 1e-4f;

  /** Checks the parameters; an {@link OstrichException} names what is wrong. */
  public Fmn {
    StepAttack.check(steps, relativeStepSize);
    if (!(gamma > 0 && gamma < 1)) {
      throw new OstrichException("Gamma is " + gamma + ": it must be more than 0 and less than 1.");
    }
  }

  /** As published: a first step of length 1, and a gamma of 0.05. */
  public Fmn(Threat threat, int steps) {
    this(threat, steps, 1, 0.05f);
  }

  /** This attack with another length of the first step. */
  public Fmn withRelativeStepSize(float size) {
    return new Fmn(threat, steps, size, gamma);
  }

  @Override
  public Fmn withThreat(Threat other) {
    return new Fmn(other, steps, relativeStepSize, gamma);
  }

  @Override
  public boolean minimizesDistance() {
    return true;
  }

  @Override
  public Search search(TargetModel model) {
    model.requireOneVector();
    return new StepLoop(model, new Rounds(threat, steps, relativeStepSize, new Step(gamma)));
  }

  /** The memory is the best point, its length, whether there is one, and the radius of the ball. */
  private record Step(float gamma) implements Rule {
    @Override
    public List<Memory> memory() {
      return List.of(Memory.EXAMPLE, Memory.COLUMN, Memory.COLUMN, Memory.COLUMN);
    }

    @Override
    public Next next(StepContext step, List<Operand<TFloat32>> memory) {
      Ops tf = step.tf();
      Operand<TFloat32> zero = tf.constant(0f);
      Operand<TFloat32> one = tf.constant(1f);
      Operand<TFloat32> reach = length(step, step.point());
      Operand<TFloat32> length = length(step, step.seen());

      Operand<TBool> hit = tf.math.greater(step.reached(), zero);
      Operand<TBool> found = tf.math.greater(memory.get(2), zero);
      Operand<TBool> nearer =
          tf.math.logicalOr(tf.math.logicalNot(found), tf.math.less(length, memory.get(1)));
      Operand<TBool> better = tf.math.logicalAnd(hit, nearer);
      Operand<TFloat32> best = tf.select(better, step.seen(), memory.get(0));
      Operand<TFloat32> bestLength = tf.select(better, length, memory.get(1));
      Operand<TBool> everFound = tf.math.logicalOr(found, hit);

      Operand<TFloat32> growth = annealed(step, gamma, LAST_GAMMA);
      Operand<TFloat32> gradient = step.movable(step.gradient());
      Operand<TFloat32> slope =
          step.rows().positive(step.norm().dual().length(step.rows(), gradient));
      Operand<TFloat32> boundary =
          tf.math.maximum(
              tf.math.add(reach, tf.math.div(tf.math.neg(step.loss()), slope)),
              tf.math.mul(reach, tf.constant(1 + LAST_GAMMA)));
      Operand<TFloat32> before =
          tf.select(
              tf.math.equal(step.number(), zero),
              tf.constant(Float.POSITIVE_INFINITY),
              memory.get(3));
      Operand<TFloat32> larger =
          tf.select(found, tf.math.mul(before, tf.math.add(one, growth)), boundary);
      Operand<TFloat32> shrunk =
          tf.math.minimum(tf.math.mul(before, tf.math.sub(one, growth)), bestLength);
      Operand<TFloat32> radius = tf.math.minimum(tf.select(hit, shrunk, larger), step.epsilon());

      Operand<TFloat32> direction =
          tf.math.div(gradient, step.rows().positive(step.rows().l2(gradient)));
      Operand<TFloat32> stepSize = tf.math.mul(step.stepSize(), annealed(step, 1, LAST_STEP_SIZE));
      Operand<TFloat32> moved = tf.math.add(step.point(), tf.math.mul(stepSize, direction));
      return new Next(
          step.clip(project(step, moved, radius)),
          tf.select(everFound, best, step.original()),
          List.of(best, bestLength, tf.dtypes.cast(everFound, TFloat32.class), radius));
    }

    private static Operand<TFloat32> length(StepContext step, Operand<TFloat32> point) {
      return step.norm().length(step.rows(), step.tf().math.sub(point, step.original()));
    }

    private static Operand<TFloat32> project(
        StepContext step, Operand<TFloat32> point, Operand<TFloat32> radius) {
      if (step.norm() != Norm.LINF) {
        return step.norm().project(step, point, radius);
      }
      Ops tf = step.tf();
      return tf.math.minimum(
          tf.math.maximum(point, tf.math.sub(step.original(), radius)),
          tf.math.add(step.original(), radius));
    }

    private static Operand<TFloat32> annealed(StepContext step, float first, float last) {
      Ops tf = step.tf();
      Operand<TFloat32> angle =
          tf.math.mul(tf.math.div(step.number(), step.steps()), tf.constant((float) Math.PI));
      return tf.math.add(
          tf.constant(last),
          tf.math.mul(
              tf.constant((first - last) / 2), tf.math.add(tf.constant(1f), tf.math.cos(angle))));
    }
  }
}
