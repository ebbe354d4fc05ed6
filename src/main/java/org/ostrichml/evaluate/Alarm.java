package org.ostrichml.evaluate;

import java.util.Map;

/**
 * What one check for masked gradients came to. An alarm that rings says that a figure of the
 * evaluation is not to be trusted: the attack failed, which is not the same as a model that holds.
 *
 * @param figure what was measured; null where the check could not be made
 * @param threshold how large the figure may be; of a share it is the lower end of its 95% interval
 *     that may, so that chance does not ring; null where the check could not be made
 * @param rang whether it was larger
 * @param sentence what was found; where it rang, also what that means and what to try; where the
 *     check could not be made, why
 * @param page the section of the documentation
 */
public record Alarm(Double figure, Double threshold, boolean rang, String sentence, String page) {

  /** Whether one of several rang. */
  public static boolean anyRang(Map<String, Alarm> alarms) {
    return alarms.values().stream().anyMatch(Alarm::rang);
  }

  /** Whether the check could be made. */
  public boolean isChecked() {
    return figure != null;
  }
}
