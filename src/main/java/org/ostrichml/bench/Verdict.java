package org.ostrichml.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ostrichml.data.Batch;

/** Compares what the contestants made of the same examples. */
final class Verdict {
  /** Robust accuracies may differ by this much, or by one example where there are few. */
  static final double TOLERANCE = 0.005;

  /** Less agreement after one step than this is more than gradients near zero explain. */
  static final double LEAST_SAME = 0.99;

  private final Job job;
  private final List<String> marks = new ArrayList<>();

  Verdict(Job job) {
    this.job = job;
  }

  /** All runs, Ostrich's first, and what does not agree. */
  Result of(List<Run> runs) {
    Run loop =
        runs.stream()
            .filter(run -> run.name().equals(Peer.TF_FUNCTION.toString()) && run.failure() == null)
            .findFirst()
            .orElse(null);
    List<Entry> entries = runs.stream().map(run -> entry(run, loop)).toList();
    for (Entry entry : entries) {
      if (entry.check() != null) {
        mark(entry, entries.get(0));
      }
    }
    return job.result(entries, marks);
  }

  private Entry entry(Run run, Run loop) {
    if (run.failure() != null) {
      return Entry.failed(run.name(), run.failure());
    }
    Batch result = run.result();
    boolean comparable = loop != null && !job.subject().stopEarly();
    Check check =
        new Check(
            Check.accuracy(job.subject().data().labels(), job.classes(result)),
            Check.distance(result, job.subject().data().examples()),
            comparable ? Double.valueOf(Check.same(run.oneStep(), loop.oneStep())) : null,
            comparable ? Double.valueOf(Check.same(result, loop.result())) : null);
    return Entry.timed(run.name(), run.timing(), run.pace(job.subject().steps()), check);
  }

  private void mark(Entry entry, Entry ours) {
    Check check = entry.check();
    if (!(check.maxPerturbation() <= job.subject().epsilon() + Check.SLACK)) {
      mark("%s changes a value by %.6f, more than epsilon", entry.name(), check.maxPerturbation());
    }
    double apart = Math.abs(check.robustAccuracy() - ours.check().robustAccuracy());
    double tolerance = Math.max(TOLERANCE, 1.0 / job.subject().data().labels().length);
    if (apart > tolerance + Check.SLACK) {
      mark(
          "%s leaves a robust accuracy that is %.1f points off, more than %.1f",
          entry.name(), 100 * apart, 100 * tolerance);
    }
    if (check.sameStep() != null && check.sameStep() < LEAST_SAME) {
      mark(
          "%s finds %.1f%% of the loop's values after one step, less than %.0f%%",
          entry.name(), 100 * check.sameStep(), 100 * LEAST_SAME);
    }
  }

  private void mark(String sentence, Object... words) {
    marks.add(String.format(Locale.ROOT, sentence, words));
  }
}
