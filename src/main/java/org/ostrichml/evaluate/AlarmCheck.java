package org.ostrichml.evaluate;

/** One way to tell that gradients are masked. */
interface AlarmCheck {
  /** What may happen to one example in twenty by chance. */
  double SELDOM = 0.05;

  /** The name, in small letters with hyphens: the section of {@code docs/alarms.md}. */
  String name();

  /**
   * Makes the check.
   *
   * @throws org.ostrichml.OstrichException if it cannot be made, with the reason
   */
  Alarm check(Evidence evidence);

  /** Whether it costs little enough to be made after an attack on a few pictures. */
  default boolean costsLittle() {
    return true;
  }

  /** An alarm that rings where a share is larger than {@code threshold} beyond doubt. */
  default Alarm share(Proportion share, double threshold, String found, String meaning) {
    return share.total() == 0
        ? unchecked("There is nothing to count.")
        : alarm(share.share(), threshold, share.lower() > threshold, found, meaning);
  }

  /**
   * An alarm.
   *
   * @param found the figure in words, without a full stop
   * @param meaning what it means and what to try, if it rang
   */
  default Alarm alarm(double figure, double threshold, boolean rang, String found, String meaning) {
    String sentence = rang ? found + ": " + meaning : found + ".";
    return new Alarm(figure, threshold, rang, sentence, page());
  }

  /** What is said of a check that cannot be made. */
  default Alarm unchecked(String why) {
    return new Alarm(null, null, false, why, page());
  }

  private String page() {
    return "docs/alarms.md#" + name();
  }
}
