package org.ostrichml.demo;

import java.util.List;

/**
 * The report of a demo.
 *
 * @param claims each beside what was measured
 * @param holding how many of them hold
 * @param seconds how long it took, loading included
 */
public record DemoReport(List<Finding.Row> claims, long holding, double seconds) {
  /** The report of some findings. */
  public static DemoReport of(List<Finding> findings, double seconds) {
    List<Finding.Row> rows = findings.stream().map(Finding::row).toList();
    return new DemoReport(rows, rows.stream().filter(Finding.Row::holds).count(), seconds);
  }

  /** Whether all claims hold. */
  public boolean allHold() {
    return holding == claims.size();
  }
}
