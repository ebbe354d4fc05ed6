package org.ostrichml.attack;

import org.ostrichml.OstrichException;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Losses;

/**
 * Looks for the least change: each step goes to the nearest of the boundaries with other classes,
 * as if the model were linear, in L2 (equation 8 and algorithm 2) or L-infinity (equations 10 and
 * 11). Moosavi-Dezfooli et al. (2016), "DeepFool: a simple and accurate method to fool deep neural
 * networks". A targeted step goes to the boundary between the target and the class that leads.
 *
 * <p>An example of which no adversarial point was found stays as it is, and so does one that has
 * reached its goal already. A result that is farther in L2 than a finite epsilon is drawn back to
 * it, and may then not be adversarial.
 *
 * @param threat what may change, in L2 or L-infinity
 * @param steps how many steps an example makes at most, at least 1
 * @param overshoot by which part the change exceeds the way to the boundaries, 0 or more
 * @param candidates how many classes are differentiated, the label and the others with the largest
 *     scores; at least 2
 */
public record DeepFool(Threat threat, int steps, float overshoot, int candidates)
    implements Attack {
  /** Checks the parameters; an {@link OstrichException} names what is wrong. */
  public DeepFool {
    StepAttack.check(steps, 1);
    if (threat.norm() == Norm.L1) {
      throw new OstrichException("DeepFool measures changes in l2 or linf, not in l1.");
    }
    if (!(overshoot >= 0) || Float.isInfinite(overshoot) || candidates < 2) {
      throw new OstrichException(
          "The overshoot is %s with %d candidates: give a number of 0 or more, and at least 2."
              .formatted(overshoot, candidates));
    }
  }

  /** As published: 50 steps at most, an overshoot of 0.02, 10 candidates. */
  public DeepFool(Threat threat) {
    this(threat, 50, 0.02f, 10);
  }

  @Override
  public DeepFool withThreat(Threat other) {
    return new DeepFool(other, steps, overshoot, candidates);
  }

  @Override
  public boolean minimizesDistance() {
    return true;
  }

  @Override
  public Search search(TargetModel model) {
    model.requireOneVector();
    InputGradient gradient = InputGradient.of(model, Losses.LOGIT, model.logits());
    return (examples, listener) -> new DeepFoolLoop(model, gradient, this, examples).run(listener);
  }
}
