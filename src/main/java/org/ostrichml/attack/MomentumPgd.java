package org.ostrichml.attack;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Steepest steps along a velocity, {@code v = decay * v + g / |g|_1}. With {@code nesterov} the
 * gradient is taken where the velocity alone would lead.
 *
 * <p>MI-FGSM: Dong et al. (2018), "Boosting adversarial attacks with momentum", algorithm 1.
 * NI-FGSM: Lin et al. (2020), "Nesterov accelerated gradient and scale invariance for adversarial
 * attacks", section 3.1.
 *
 * @param threat what may change
 * @param steps the number of steps, at least 1
 * @param relativeStepSize how far each step goes, in parts of epsilon, more than 0
 * @param decay how much of the velocity stays, 0 or more; 0 is {@link Pgd}
 * @param nesterov whether to look ahead
 * @param options loss, start, restarts and early stop
 */
public record MomentumPgd(
    Threat threat,
    int steps,
    float relativeStepSize,
    float decay,
    boolean nesterov,
    Options options)
    implements StepAttack {
  /** Checks the parameters; an {@link org.ostrichml.OstrichException} names what is wrong. */
  public MomentumPgd {
    StepAttack.check(steps, relativeStepSize);
    if (!(decay >= 0) || Float.isInfinite(decay)) {
      throw new org.ostrichml.OstrichException("The decay is " + decay + ": it must be 0 or more.");
    }
  }

  /** MI-FGSM as published: a decay of 1, and steps that make epsilon together. */
  public static MomentumPgd momentum(Threat threat, int steps) {
    return new MomentumPgd(threat, steps, 1f / steps, 1, false, Options.DEFAULT);
  }

  /** NI-FGSM as published: a decay of 1, and steps that make epsilon together. */
  public static MomentumPgd nesterov(Threat threat, int steps) {
    return new MomentumPgd(threat, steps, 1f / steps, 1, true, Options.DEFAULT);
  }

  /** The memory is the velocity and, with {@code nesterov}, where the step starts from. */
  private record Step(float decay, boolean nesterov) implements Rule {
    @Override
    public List<Memory> memory() {
      return nesterov ? List.of(Memory.EXAMPLE, Memory.EXAMPLE) : List.of(Memory.EXAMPLE);
    }

    @Override
    public Next next(StepContext step, List<Operand<TFloat32>> memory) {
      Ops tf = step.tf();
      Operand<TFloat32> size = step.rows().positive(step.rows().l1(step.gradient()));
      Operand<TFloat32> velocity =
          tf.math.add(
              tf.math.mul(tf.constant(decay), memory.get(0)), tf.math.div(step.gradient(), size));
      if (!nesterov) {
        Operand<TFloat32> moved = step.step(step.point(), velocity);
        return new Next(moved, moved, List.of(velocity));
      }
      Operand<TFloat32> from =
          tf.select(tf.math.equal(step.number(), tf.constant(0f)), step.point(), memory.get(1));
      Operand<TFloat32> moved = step.step(from, velocity);
      Operand<TFloat32> ahead =
          tf.math.mul(tf.math.mul(step.stepSize(), tf.constant(decay)), velocity);
      return new Next(step.project(tf.math.add(moved, ahead)), moved, List.of(velocity, moved));
    }
  }

  /** This attack with another step size, in parts of epsilon. */
  public MomentumPgd withRelativeStepSize(float size) {
    return new MomentumPgd(threat, steps, size, decay, nesterov, options);
  }

  /** This attack with another decay of the velocity. */
  public MomentumPgd withDecay(float share) {
    return new MomentumPgd(threat, steps, relativeStepSize, share, nesterov, options);
  }

  /** A look ahead goes by the velocity's values. */
  @Override
  public boolean onlySigns() {
    return !nesterov && StepAttack.super.onlySigns();
  }

  @Override
  public Rule rule() {
    return new Step(decay, nesterov);
  }

  @Override
  public MomentumPgd withThreat(Threat other) {
    return new MomentumPgd(other, steps, relativeStepSize, decay, nesterov, options);
  }

  @Override
  public MomentumPgd withOptions(Options other) {
    return new MomentumPgd(threat, steps, relativeStepSize, decay, nesterov, other);
  }
}
