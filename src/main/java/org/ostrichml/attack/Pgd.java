package org.ostrichml.attack;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Iterated steepest steps, each projected back: in L-infinity from the original the basic iterative
 * method of Kurakin, Goodfellow and Bengio (2016), "Adversarial examples in the physical world",
 * section 2.2; from a random start the projected gradient descent of Madry et al. (2018), "Towards
 * deep learning models resistant to adversarial attacks", section 2.1.
 *
 * @param threat what may change
 * @param steps the number of steps, at least 1
 * @param relativeStepSize how far each step goes, in parts of epsilon, more than 0
 * @param options loss, start, restarts and early stop
 */
public record Pgd(Threat threat, int steps, float relativeStepSize, Options options)
    implements StepAttack {
  /** An eighth of epsilon. */
  static final float DEFAULT_STEP_SIZE = 0.125f;

  /** Checks the parameters; an {@link org.ostrichml.OstrichException} names what is wrong. */
  public Pgd {
    StepAttack.check(steps, relativeStepSize);
  }

  /** {@code steps} steps of an eighth of epsilon from the original. */
  public Pgd(Threat threat, int steps) {
    this(threat, steps, DEFAULT_STEP_SIZE, Options.DEFAULT);
  }

  /** One step of this attack. */
  record Step() implements Rule {
    @Override
    public Next next(StepContext step, List<Operand<TFloat32>> memory) {
      Operand<TFloat32> moved = step.step(step.point(), step.gradient());
      return new Next(moved, moved, memory);
    }
  }

  /** This attack with another step size, in parts of epsilon. */
  public Pgd withRelativeStepSize(float size) {
    return new Pgd(threat, steps, size, options);
  }

  @Override
  public Rule rule() {
    return new Step();
  }

  @Override
  public Pgd withThreat(Threat other) {
    return new Pgd(other, steps, relativeStepSize, options);
  }

  @Override
  public Pgd withOptions(Options other) {
    return new Pgd(threat, steps, relativeStepSize, other);
  }
}
