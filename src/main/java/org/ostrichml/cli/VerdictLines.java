package org.ostrichml.cli;

import org.ostrichml.evaluate.Verdict;
import org.ostrichml.report.Wording;

/**
 * What became of pictures in words: some lines where there is one, else a line for each.
 *
 * @param alone whether there is one picture
 * @param withTarget whether each has a target of its own, which is then told
 */
record VerdictLines(boolean alone, boolean withTarget) {

  /** The lines of one picture, without the last one's end. */
  String of(Verdict verdict) {
    String target = withTarget ? " (target: %s)".formatted(verdict.target()) : "";
    String outcome = verdict.succeeded() ? "succeeded" : "did not succeed";
    return alone ? all(verdict, outcome, target) : row(verdict, outcome, target);
  }

  private static String row(Verdict verdict, String outcome, String target) {
    return "%s: %s -> %s, L-infinity %s, %s%s"
        .formatted(
            verdict.image(),
            Wording.prediction(verdict.before().get(0)),
            Wording.prediction(verdict.after().get(0)),
            Wording.greyLevels(verdict.distance()),
            outcome,
            target);
  }

  private static String all(Verdict verdict, String outcome, String target) {
    return """
        %s
          before    %s
          after     %s
          distance  %s
          %s, as saved%s"""
        .formatted(
            verdict.image(),
            Wording.predictions(verdict.before()),
            Wording.predictions(verdict.after()),
            Wording.distance(verdict.distance()),
            outcome,
            target);
  }
}
