package org.ostrichml.attack;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * One step of {@link CarliniWagner}: of Adam (Kingma and Ba 2015, algorithm 1) on a variable w that
 * is 0 at the original. Within bounds a value is the middle of its box plus half of its width times
 * the hyperbolic tangent of w and of what the original is; without, w is the change.
 *
 * @param confidence in logits
 * @param learningRate of Adam
 * @param range of the bounds
 * @param bounded whether values have bounds
 */
record CarliniWagnerStep(float confidence, float learningRate, float range, boolean bounded)
    implements Rule {
  private static final float NEARLY_ONE = 0.999999f;
  private static final float FIRST_DECAY = 0.9f;
  private static final float SECOND_DECAY = 0.999f;
  private static final float TINY = 1e-8f;
  private static final float PROGRESS = 0.9999f;

  /** What w stands for: a point, and how fast it moves with w. */
  private record Value(Operand<TFloat32> point, Operand<TFloat32> slope) {}

  /**
   * w, its moments, the best point and its length, whether there is one, and the last objective.
   */
  @Override
  public List<Memory> memory() {
    Memory column = Memory.COLUMN;
    Memory example = Memory.EXAMPLE;
    return List.of(example, example, example, example, column, column, column);
  }

  @Override
  public Next next(StepContext step, List<Operand<TFloat32>> memory) {
    Ops tf = step.tf();
    Operand<TFloat32> zero = tf.constant(0f);
    Operand<TFloat32> change =
        tf.math.div(tf.math.sub(step.seen(), step.original()), tf.constant(range));
    Operand<TFloat32> length = step.rows().sum(tf.math.square(change));
    Operand<TFloat32> missing =
        tf.math.maximum(tf.math.sub(tf.constant(confidence), step.loss()), zero);

    Operand<TBool> wanted = tf.math.greater(missing, zero);
    Operand<TBool> hit =
        tf.math.logicalAnd(tf.math.greater(step.reached(), zero), tf.math.logicalNot(wanted));
    Operand<TBool> found = tf.math.greater(memory.get(5), zero);
    Operand<TBool> nearer =
        tf.math.logicalOr(tf.math.logicalNot(found), tf.math.less(length, memory.get(4)));
    Operand<TBool> better = tf.math.logicalAnd(hit, nearer);
    Operand<TFloat32> best = tf.select(better, step.seen(), memory.get(3));
    Operand<TBool> everFound = tf.math.logicalOr(found, hit);

    Operand<TFloat32> push = tf.select(wanted, tf.math.mul(step.extra(), tf.constant(range)), zero);
    Operand<TFloat32> slope =
        tf.math.sub(tf.math.mul(change, tf.constant(2f)), tf.math.mul(push, step.gradient()));
    Operand<TFloat32> w = memory.get(0);
    Operand<TFloat32> gradient =
        tf.math.mul(slope, tf.math.div(value(step, w).slope, tf.constant(range)));
    Operand<TFloat32> first = mean(tf, memory.get(1), gradient, FIRST_DECAY);
    Operand<TFloat32> second = mean(tf, memory.get(2), tf.math.square(gradient), SECOND_DECAY);
    Operand<TFloat32> size = tf.math.sqrt(unbiased(step, second, SECOND_DECAY));
    Operand<TFloat32> descent =
        tf.math.div(unbiased(step, first, FIRST_DECAY), tf.math.add(size, tf.constant(TINY)));
    Operand<TFloat32> moved = tf.math.sub(w, tf.math.mul(descent, tf.constant(learningRate)));

    Operand<TFloat32> objective = tf.math.add(length, tf.math.mul(step.extra(), missing));
    Operand<TBool> looking = looking(step);
    return new Next(
        step.clip(value(step, moved).point),
        tf.select(everFound, best, step.original()),
        List.of(
            moved,
            first,
            second,
            best,
            tf.select(better, length, memory.get(4)),
            tf.dtypes.cast(everFound, TFloat32.class),
            tf.select(looking, objective, memory.get(6))),
        stop(step, looking, objective, memory.get(6)));
  }

  private Value value(StepContext step, Operand<TFloat32> w) {
    Ops tf = step.tf();
    if (!bounded) {
      Operand<TFloat32> scale = tf.constant(range);
      return new Value(tf.math.add(step.original(), tf.math.mul(w, scale)), scale);
    }
    Operand<TFloat32> half = tf.math.mul(tf.math.sub(step.upper(), step.lower()), tf.constant(.5f));
    Operand<TFloat32> middle = tf.math.add(step.lower(), half);
    Operand<TFloat32> place =
        tf.math.div(tf.math.sub(step.original(), middle), step.rows().positive(half));
    Operand<TFloat32> start = tf.math.atanh(tf.math.mul(place, tf.constant(NEARLY_ONE)));
    Operand<TFloat32> now = tf.math.tanh(tf.math.add(start, w));
    Operand<TFloat32> change = tf.math.mul(half, tf.math.sub(now, tf.math.tanh(start)));
    return new Value(
        tf.math.add(step.original(), change),
        tf.math.mul(half, tf.math.sub(tf.constant(1f), tf.math.square(now))));
  }

  private static Operand<TFloat32> mean(
      Ops tf, Operand<TFloat32> old, Operand<TFloat32> value, float decay) {
    return tf.math.add(
        tf.math.mul(old, tf.constant(decay)), tf.math.mul(value, tf.constant(1 - decay)));
  }

  private static Operand<TFloat32> unbiased(StepContext step, Operand<TFloat32> mean, float decay) {
    Ops tf = step.tf();
    Operand<TFloat32> count = tf.math.add(step.number(), tf.constant(1f));
    Operand<TFloat32> rest = tf.math.pow(tf.constant(decay), count);
    return tf.math.div(mean, tf.math.sub(tf.constant(1f), rest));
  }

  /** Whether it is time to see what the last tenth of the steps brought. */
  private static Operand<TBool> looking(StepContext step) {
    Ops tf = step.tf();
    Operand<TFloat32> tenth = tf.math.floor(tf.math.div(step.steps(), tf.constant(10f)));
    Operand<TFloat32> interval = tf.math.maximum(tenth, tf.constant(1f));
    return tf.math.equal(tf.math.mod(step.number(), interval), tf.constant(0f));
  }

  private static Operand<TFloat32> stop(
      StepContext step,
      Operand<TBool> looking,
      Operand<TFloat32> objective,
      Operand<TFloat32> before) {
    Ops tf = step.tf();
    Operand<TBool> later = tf.math.greater(step.number(), tf.constant(0f));
    Operand<TBool> stuck = tf.math.greater(objective, tf.math.mul(before, tf.constant(PROGRESS)));
    Operand<TBool> stop = tf.math.logicalAnd(tf.math.logicalAnd(looking, later), stuck);
    return tf.dtypes.cast(stop, TFloat32.class);
  }
}
