package org.ostrichml.attack;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Parts of a batch that are attacked side by side, the caller's thread among others. The listener
 * is called by one thread at a time, and sees there that the caller is interrupted. Once a part has
 * failed, or the listener has thrown an exception, the other parts end with their next step.
 */
final class Lanes implements StepListener {
  private final StepListener listener;
  private final Thread caller = Thread.currentThread();
  private final boolean sideBySide;
  private RuntimeException failure;

  /**
   * Lanes for one batch.
   *
   * @param listener of the whole batch
   * @param sideBySide whether parts run side by side, or one after the other
   */
  Lanes(StepListener listener, boolean sideBySide) {
    this.listener = listener;
    this.sideBySide = sideBySide;
  }

  /**
   * Attacks all parts, and waits for them.
   *
   * @param attack attacks the part of that number, telling this listener of its steps
   * @return what came of each part, in order
   */
  <T> List<T> run(int parts, IntFunction<T> attack) {
    IntStream numbers = IntStream.range(0, parts);
    List<T> results =
        (sideBySide ? numbers.parallel() : numbers)
            .mapToObj(part -> attempt(attack, part))
            .toList();
    if (hasFailed()) {
      throw failure;
    }
    return results;
  }

  private <T> T attempt(IntFunction<T> attack, int part) {
    try {
      return hasFailed() ? null : attack.apply(part);
    } catch (RuntimeException e) {
      fail(e);
      return null;
    }
  }

  private synchronized boolean hasFailed() {
    return failure != null;
  }

  private synchronized void fail(RuntimeException e) {
    if (failure == null) {
      failure = e;
    }
  }

  @Override
  public synchronized void onStep(Step step) {
    if (failure != null) {
      throw new CancellationException("Another part of the batch has failed.");
    }
    boolean lent = caller.isInterrupted() && Thread.currentThread() != caller;
    try {
      if (lent) {
        Thread.currentThread().interrupt();
      }
      listener.onStep(step);
    } catch (RuntimeException e) {
      fail(e);
      throw e;
    } finally {
      if (lent) {
        Thread.interrupted();
      }
    }
  }
}
