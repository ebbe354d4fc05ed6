package org.ostrichml.evaluate;

import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.objective.Goal;

/** Whether examples stand although they may become anything within the bounds. */
final class UnboundedCheck implements AlarmCheck {
  private static final int STEPS = 20;

  /** In parts of the bounds' diameter, so that the steps together reach from end to end. */
  private static final float STEP_SIZE = 1 / 16f;

  @Override
  public String name() {
    return "unbounded-fails";
  }

  @Override
  public boolean costsLittle() {
    return false;
  }

  @Override
  public Alarm check(Evidence evidence) {
    Threat threat = evidence.threat();
    if (threat.mask() != null) {
      throw new OstrichException("Only a part of the picture may change.");
    }
    int cost = 3 * STEPS + 1;
    List<Witness> some = evidence.some(each -> each.fellToGradients() ? 0 : cost);
    List<Witness> asked = some.stream().filter(each -> !each.fellToGradients()).toList();
    int felled = 0;
    if (!asked.isEmpty()) {
      int size = asked.get(0).original().exampleSize();
      Threat whole =
          threat.withEpsilon(diameter(threat.norm(), size) * evidence.model().bounds().range());
      Pgd attack = new Pgd(whole, STEPS, STEP_SIZE, evidence.options());
      felled = evidence.felled(attack, asked, each -> Goal.untargeted(each.label()));
    }
    Proportion standing = Proportion.of(asked.size() - felled, some.size());
    return share(
        standing,
        SELDOM,
        "%d of %d examples stand when every value may become anything"
            .formatted(standing.count(), standing.total()),
        "pictures of other classes are among what they may become, so it is the attack that fails and not the model that holds; look for what hides the gradient, as docs/evaluating-robustness.md tells.");
  }

  /** The largest distance in a cube of side 1 with so many axes. */
  private static float diameter(Norm norm, int axes) {
    return switch (norm) {
      case LINF -> 1;
      case L2 -> (float) Math.sqrt(axes);
      case L1 -> axes;
    };
  }
}
