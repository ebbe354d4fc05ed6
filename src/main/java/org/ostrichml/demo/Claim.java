package org.ostrichml.demo;

import java.util.function.LongConsumer;

/** What somebody says of adversarial examples, to be tried. */
public interface Claim {
  /** What trying it does, in two or three words. */
  String task();

  /** How many steps that takes at most; what {@code progress} is told adds up to it. */
  long steps();

  /**
   * Tries it.
   *
   * @param progress told how many more steps are done
   * @throws org.ostrichml.OstrichException if pictures cannot be read or written, or do not fit the
   *     model
   */
  Finding check(LongConsumer progress);
}
