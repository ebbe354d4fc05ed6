package org.ostrichml.evaluate;

/** Whether steps along gradients leave losses where they were. */
final class RisingLossCheck implements AlarmCheck {
  @Override
  public String name() {
    return "loss-does-not-rise";
  }

  @Override
  public Alarm check(Evidence evidence) {
    Proportion unrisen = evidence.unrisen();
    return share(
        unrisen,
        SELDOM,
        "the loss ended no higher than it began in %d of %d runs of steps"
            .formatted(unrisen.count(), unrisen.total()),
        "gradients do not point where the loss rises; try smaller steps, another --loss, and attacks without gradients (--attack square).");
  }
}
