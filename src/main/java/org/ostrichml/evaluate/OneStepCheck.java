package org.ostrichml.evaluate;

import java.util.List;
import org.ostrichml.attack.Fgsm;

/** Whether one step of the whole epsilon fells what many steps do not. */
final class OneStepCheck implements AlarmCheck {
  /** A step is three forward passes, and its result is judged. */
  private static final int COST = 4;

  @Override
  public String name() {
    return "one-step-stronger";
  }

  @Override
  public Alarm check(Evidence evidence) {
    Fgsm step = new Fgsm(evidence.threat(), evidence.options());
    List<Witness> some = evidence.someStepped(each -> each.fellToSteps() ? 0 : COST);
    List<Witness> standing = some.stream().filter(each -> !each.fellToSteps()).toList();
    Proportion stronger = Proportion.of(evidence.felled(step, standing), some.size());
    return share(
        stronger,
        SELDOM,
        "one step of the whole epsilon fells %d of %d examples that many steps do not"
            .formatted(stronger.count(), stronger.total()),
        "many steps can go where one does, so they are led astray or too short to reach epsilon; try more of them, random starts (--seed, --restarts) and another --loss.");
  }
}
