package org.ostrichml.attack;

import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/** An attack that repeats one step, each one forward and one backward pass. */
public interface StepAttack extends Attack {
  /** How far a step goes, in parts of epsilon (of the bounds' range where epsilon is infinite). */
  float relativeStepSize();

  /** Loss, start, restarts and early stop. */
  Options options();

  /** The step. */
  Rule rule();

  /** This attack with other options. */
  StepAttack withOptions(Options options);

  /** Where the examples start, in the restart of that number (from 0); within the threat. */
  default Batch start(Examples examples, int restart) {
    return options().seed() == null
        ? examples.originals()
        : RandomStart.uniform(examples, options().seed() + restart);
  }

  @Override
  StepAttack withThreat(Threat threat);

  @Override
  default Search search(TargetModel model) {
    return new StepLoop(model, this);
  }

  /**
   * Checks a number of steps and a step size.
   *
   * @throws OstrichException if one is out of range
   */
  static void check(int steps, float relativeStepSize) {
    if (steps < 1) {
      throw new OstrichException("The number of steps is " + steps + ": it must be at least 1.");
    }
    if (!(relativeStepSize > 0) || Float.isInfinite(relativeStepSize)) {
      throw new OstrichException(
          "The step size is %s of epsilon: it must be more than 0.".formatted(relativeStepSize));
    }
  }
}
