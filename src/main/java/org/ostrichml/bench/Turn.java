package org.ostrichml.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How long one contestant may go on before the next one has its turn: small works are called often,
 * large ones once.
 *
 * @param millis calls go on until they have taken this long together
 * @param calls or until there were so many, at least 1
 */
record Turn(double millis, int calls) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** What every contestant gets. */
  static final Turn USUAL = new Turn(400, 30);

  /** A single call. */
  static final Turn ONCE = new Turn(0, 1);

  /** What the forward pass gets, by which attacks are measured. */
  static final Turn FORWARD = new Turn(400, 60);

  /** Milliseconds of each call. */
  List<Double> time(Runnable call) {
    List<Double> times = new ArrayList<>();
    double total = 0;
    while (times.isEmpty() || total < millis && times.size() < calls) {
      double taken = millis(call);
      times.add(taken);
      total += taken;
    }
    return times;
  }

  /** Milliseconds of one call. */
  static double millis(Runnable call) {
    long begin = System.nanoTime();
    call.run();
    return (System.nanoTime() - begin) / NANOS_PER_MILLI;
  }
}
