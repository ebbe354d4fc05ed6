package org.ostrichml.bench;

import java.util.List;

/**
 * One work, done by all.
 *
 * @param work its name
 * @param task what was to be done
 * @param entries what each contestant did, Ostrich first
 * @param marks what does not agree, one sentence each; empty where all is well
 */
public record Result(String work, String task, List<Entry> entries, List<String> marks) {
  /** Makes the lists unchangeable. */
  public Result {
    entries = List.copyOf(entries);
    marks = List.copyOf(marks);
  }
}
