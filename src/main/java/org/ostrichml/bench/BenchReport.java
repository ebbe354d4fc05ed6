package org.ostrichml.bench;

import java.util.List;

/**
 * All that was measured in one run.
 *
 * @param machine what it was measured on
 * @param results one for each work
 */
public record BenchReport(Machine machine, List<Result> results) {
  /** Makes the list unchangeable. */
  public BenchReport {
    results = List.copyOf(results);
  }

  /** Whether all contestants came to the same. */
  public boolean agrees() {
    return results.stream().allMatch(result -> result.marks().isEmpty());
  }
}
