package org.ostrichml.attack;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * One step of {@link Apgd}; the names are those of the paper's algorithm 1 where it has one.
 *
 * @param checkpoints the steps at which the step size may halve, ascending
 */
record ApgdStep(List<Integer> checkpoints) implements Rule {
  private static final float ALPHA = 0.75f;
  private static final float RHO = 0.75f;

  /** What is known before a step, in the order of {@link #memory}. */
  private record Known(
      Operand<TFloat32> previous,
      Operand<TFloat32> best,
      Operand<TFloat32> bestGradient,
      Operand<TFloat32> result,
      Operand<TFloat32> resultLoss,
      Operand<TFloat32> resultReached,
      Operand<TFloat32> bestLoss,
      Operand<TFloat32> previousLoss,
      Operand<TFloat32> halvings,
      Operand<TFloat32> climbs,
      Operand<TFloat32> sinceCheckpoint,
      Operand<TFloat32> checkpointLoss,
      Operand<TFloat32> checkpointHalved) {

    static Known of(List<Operand<TFloat32>> m) {
      return new Known(
          m.get(0), m.get(1), m.get(2), m.get(3), m.get(4), m.get(5), m.get(6), m.get(7), m.get(8),
          m.get(9), m.get(10), m.get(11), m.get(12));
    }
  }

  @Override
  public List<Memory> memory() {
    return List.of(
        Memory.EXAMPLE,
        Memory.EXAMPLE,
        Memory.EXAMPLE,
        Memory.EXAMPLE,
        Memory.COLUMN,
        Memory.COLUMN,
        Memory.COLUMN,
        Memory.COLUMN,
        Memory.COLUMN,
        Memory.COLUMN,
        Memory.COLUMN,
        Memory.COLUMN,
        Memory.COLUMN);
  }

  @Override
  public Next next(StepContext step, List<Operand<TFloat32>> memory) {
    Ops tf = step.tf();
    Known old = Known.of(memory);
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TBool> first = tf.math.equal(step.number(), tf.constant(0f));

    Operand<TBool> better = tf.math.logicalOr(first, tf.math.greater(step.loss(), old.bestLoss));
    Operand<TFloat32> best = tf.select(better, step.point(), old.best);
    Operand<TFloat32> bestGradient = tf.select(better, step.gradient(), old.bestGradient);
    Operand<TFloat32> bestLoss = tf.select(better, step.loss(), old.bestLoss);

    Operand<TBool> ahead = tf.math.logicalOr(first, isResult(tf, step, old));
    Operand<TFloat32> result = tf.select(ahead, step.point(), old.result);

    Operand<TFloat32> climbed =
        tf.dtypes.cast(tf.math.greater(step.loss(), old.previousLoss), TFloat32.class);
    Operand<TFloat32> climbs = tf.select(first, old.climbs, tf.math.add(old.climbs, climbed));
    Operand<TFloat32> since =
        tf.select(first, old.sinceCheckpoint, tf.math.add(old.sinceCheckpoint, one));
    Operand<TFloat32> checkpointLoss = tf.select(first, step.loss(), old.checkpointLoss);

    Operand<TBool> checkpoint = isCheckpoint(tf, step);
    Operand<TBool> fewClimbs = tf.math.less(climbs, tf.math.mul(tf.constant(RHO), since));
    Operand<TBool> noGain =
        tf.math.logicalAnd(
            tf.math.equal(old.checkpointHalved, tf.constant(0f)),
            tf.math.equal(bestLoss, checkpointLoss));
    Operand<TBool> halve = tf.math.logicalAnd(checkpoint, tf.math.logicalOr(fewClimbs, noGain));
    Operand<TFloat32> halved = tf.dtypes.cast(halve, TFloat32.class);
    Operand<TFloat32> halvings = tf.math.add(old.halvings, halved);

    Operand<TFloat32> from = tf.select(halve, best, step.point());
    Operand<TFloat32> direction = step.steepest(tf.select(halve, bestGradient, step.gradient()));
    Operand<TFloat32> size = tf.math.div(step.stepSize(), tf.math.pow(tf.constant(2f), halvings));
    Operand<TFloat32> stepped = step.project(tf.math.add(from, tf.math.mul(size, direction)));
    Operand<TFloat32> moved =
        tf.math.add(
            tf.math.mul(tf.constant(ALPHA), tf.math.sub(stepped, from)),
            tf.math.mul(tf.constant(1 - ALPHA), tf.math.sub(from, old.previous)));
    Operand<TFloat32> next = tf.select(first, stepped, step.project(tf.math.add(from, moved)));
    return new Next(
        next,
        result,
        List.of(
            from,
            best,
            bestGradient,
            result,
            tf.select(ahead, step.loss(), old.resultLoss),
            tf.select(ahead, step.reached(), old.resultReached),
            bestLoss,
            step.loss(),
            halvings,
            restarted(tf, checkpoint, climbs),
            restarted(tf, checkpoint, since),
            tf.select(checkpoint, bestLoss, checkpointLoss),
            tf.select(checkpoint, halved, old.checkpointHalved)));
  }

  private Operand<TBool> isCheckpoint(Ops tf, StepContext step) {
    float[] numbers = new float[checkpoints.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = checkpoints.get(i);
    }
    return tf.reduceAny(tf.math.equal(step.number(), tf.constant(numbers)), tf.constant(0));
  }

  /** Whether the point is a better result: one that reached the goal, or else of a larger loss. */
  private static Operand<TBool> isResult(Ops tf, StepContext step, Known old) {
    Operand<TBool> nearer =
        tf.math.logicalAnd(
            tf.math.equal(step.reached(), old.resultReached),
            tf.math.greater(step.loss(), old.resultLoss));
    return tf.math.logicalOr(tf.math.greater(step.reached(), old.resultReached), nearer);
  }

  /** A counter, from 0 again after a checkpoint. */
  private static Operand<TFloat32> restarted(
      Ops tf, Operand<TBool> checkpoint, Operand<TFloat32> counter) {
    return tf.select(checkpoint, tf.zerosLike(counter), counter);
  }
}
