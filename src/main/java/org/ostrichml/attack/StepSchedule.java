package org.ostrichml.attack;

import org.ostrichml.model.GraphCopy;
import org.ostrichml.model.TargetModel;
import org.tensorflow.op.Ops;

/**
 * How many steps of an attack go into one run: several where a run computes so little that starting
 * it counts, else one, after which examples may leave. One too where the model draws at random,
 * which it does anew in each run.
 *
 * @param step one step
 * @param several several of them, or null
 * @param work how many multiplications a forward pass of one example takes
 */
record StepSchedule(StepGraph step, StepGraph several, double work) {
  private static final int MOST_STEPS = 10;
  private static final int FEW_STEPS = 5;

  /** What two cores multiply in about the time that it takes to start a run. */
  private static final double SMALL_WORK = 10e6;

  /** Copies of larger steps take longer to add to the graph than they save. */
  private static final int MOST_OPS = 400;

  private record Key(StepGraph.Key step, int length) {}

  /** The schedule of {@code attack} on {@code model}; made at the first call. */
  static StepSchedule of(TargetModel model, StepAttack attack) {
    StepGraph step = StepGraph.of(model, attack);
    int length = length(attack.steps());
    return length == 1 || step.stop() != null || model.isRandom()
        ? new StepSchedule(step, null, 0)
        : model.extend(
            new Key(StepGraph.Key.of(attack), length), tf -> of(tf, model, step, length));
  }

  private static StepSchedule of(Ops tf, TargetModel model, StepGraph step, int length) {
    double work = model.views() * Multiplications.in(model);
    if (work > SMALL_WORK) {
      return new StepSchedule(step, null, work);
    }
    GraphCopy ops = Unrolling.ops(step);
    boolean unrolls = ops.ops().size() <= MOST_OPS;
    return new StepSchedule(
        step, unrolls ? Unrolling.of(tf, model, step, ops, length) : null, work);
  }

  /** A number of steps of which the attack's are a multiple, if there is one that is not small. */
  private static int length(int steps) {
    if (steps <= MOST_STEPS) {
      return steps;
    }
    for (int length = MOST_STEPS; length >= FEW_STEPS; length--) {
      if (steps % length == 0) {
        return length;
      }
    }
    return MOST_STEPS;
  }

  /** What to run for so many examples that have so many steps to go. */
  StepGraph next(int examples, int steps) {
    boolean runs = several != null && several.length() <= steps && work * examples <= SMALL_WORK;
    return runs ? several : step;
  }
}
