package org.ostrichml.attack;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Ends an attack before its time: once a condition holds, as that a deadline has passed or somebody
 * has called it off, or once its thread is interrupted, as by {@code Future.cancel(true)}.
 *
 * <p>It asks after every step, so what an attack may overrun is one step: a forward and a backward
 * pass of one batch. The attack then throws a {@link CancellationException}; nothing native is left
 * of it, and the compiled attack can run again. How many passes an example gets at most is a
 * parameter of the attack itself.
 *
 * @param reached whether it is time to end; asked by one thread at a time, of those that attack
 */
public record Limit(BooleanSupplier reached) implements StepListener {
  /** Ends an attack once this holds, or its thread is interrupted. */
  public static Limit when(BooleanSupplier reached) {
    return new Limit(reached);
  }

  /**
   * Asks whether to go on.
   *
   * @throws CancellationException if not; an interrupted thread stays interrupted
   */
  @Override
  public void onStep(Step step) {
    if (Thread.currentThread().isInterrupted() || reached.getAsBoolean()) {
      throw new CancellationException("The attack was ended after step " + step.number() + ".");
    }
  }
}
