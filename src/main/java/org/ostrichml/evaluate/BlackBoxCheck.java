package org.ostrichml.evaluate;

import java.util.List;
import org.ostrichml.attack.Square;

/** Whether an attack that asks for scores alone fells what gradients do not. */
final class BlackBoxCheck implements AlarmCheck {
  private static final int QUERIES = 100;

  @Override
  public String name() {
    return "black-box-stronger";
  }

  @Override
  public boolean costsLittle() {
    return false;
  }

  @Override
  public Alarm check(Evidence evidence) {
    Square square = new Square(evidence.threat(), QUERIES, 0);
    List<Witness> some =
        evidence.someStepped(each -> each.fellToGradients() || each.fell() ? 0 : QUERIES + 1);
    List<Witness> left = some.stream().filter(each -> !each.fell()).toList();
    int without =
        (int) some.stream().filter(each -> each.fell() && !each.fellToGradients()).count();
    Proportion stronger = Proportion.of(without + evidence.felled(square, left), some.size());
    return share(
        stronger,
        SELDOM,
        "attacks that ask for scores alone fell %d of %d examples that gradients do not"
            .formatted(stronger.count(), stronger.total()),
        "who has gradients can do all that one without them can, so they mislead; look for what hides them, as docs/evaluating-robustness.md tells, and report what the stronger attack leaves.");
  }
}
