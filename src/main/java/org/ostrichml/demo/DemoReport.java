package org.ostrichml.demo;

import java.util.List;

/**
 * The report of a demo.
 *
 * @param model the path of the model of pictures
 * @param device what it ran on, {@code cpu} or {@code gpu}
 * @param images the path of its pictures; null where they are the drawn school buses alone
 * @param digits the path of the labelled digits
 * @param claims each beside what was measured
 * @param holding how many of them hold
 * @param seconds how long it took, loading included
 */
public record DemoReport(
    String model,
    String device,
    String images,
    String digits,
    List<Finding.Row> claims,
    int holding,
    double seconds) {
  /** Whether all claims hold. */
  public boolean allHold() {
    return holding == claims.size();
  }
}
