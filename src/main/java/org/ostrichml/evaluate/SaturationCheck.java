package org.ostrichml.evaluate;

import org.ostrichml.OstrichException;
import org.ostrichml.model.OutputKind;

/** Whether the model's probabilities are 0 and 1 to the last float, so that they have no slope. */
final class SaturationCheck implements AlarmCheck {
  @Override
  public String name() {
    return "saturated-probabilities";
  }

  @Override
  public Alarm check(Evidence evidence) {
    OutputKind kind = evidence.model().outputKind();
    if (kind == OutputKind.SCORES) {
      throw new OstrichException("The model gives no probabilities.");
    }
    Proportion saturated = evidence.saturated();
    return share(
        saturated,
        SELDOM,
        "the probabilities of %d of %d examples are exactly 0 and 1"
            .formatted(saturated.count(), saturated.total()),
        kind == OutputKind.SOFTMAX
            ? "an attack on them finds no gradient and is weaker than this one, which takes the logits behind the softmax; trust no figure from an attack on the probabilities."
            : "an attack on them finds no gradient; take the loss on the logits (--loss-on logits, or name them with --output).");
  }
}
