package org.ostrichml.evaluate;

import java.util.Optional;

/** Whether gradients are zero everywhere, so that an attack learns nothing from the model. */
final class ZeroGradientCheck implements AlarmCheck {
  /** A float32 gradient whose every value is 0 is no chance. */
  private static final double HARDLY_EVER = 0.01;

  @Override
  public String name() {
    return "zero-gradients";
  }

  @Override
  public Alarm check(Evidence evidence) {
    Optional<String> obstacle = evidence.obstacle();
    if (obstacle.isPresent()) {
      return alarm(1, HARDLY_EVER, true, "no attack along gradients can be made", obstacle.get());
    }
    Proportion zero = evidence.zeroGradients();
    return share(
        zero,
        HARDLY_EVER,
        "%d of %d examples stand because their gradient is zero everywhere"
            .formatted(zero.count(), zero.total()),
        "the loss is flat there, by a rounding, a softmax at 0 or 1 or ReLUs that are all off, and the attack learns nothing; carry gradients past a rounding with --bpda, take the loss on the logits (--loss-on, --output), or ask without gradients (--attack square).");
  }
}
