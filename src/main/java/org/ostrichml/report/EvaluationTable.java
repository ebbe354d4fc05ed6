package org.ostrichml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ostrichml.evaluate.Distance;
import org.ostrichml.evaluate.Evaluation;
import org.ostrichml.evaluate.Proportion;
import org.ostrichml.evaluate.RobustnessCurve;

/** A robustness evaluation as a table for people. */
public final class EvaluationTable {
  private static final String GAP = "  ";

  /** What the columns are about. */
  static final List<String> HEADINGS =
      List.of(
          "attack",
          "epsilon",
          "robust",
          "95% interval",
          "success",
          "grey levels",
          "L-inf",
          "L2",
          "L1");

  private static final List<String> COMPARED =
      List.of("attack", "epsilon", "clean", "plain", "adapted");

  private EvaluationTable() {}

  /** The whole table, its lines parted by line feeds. */
  public static String of(EvaluationReport report) {
    Evaluation results = report.results();
    List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
    rows.addAll(rows(results));
    List<String> lines = new ArrayList<>();
    lines.add("clean accuracy  " + inWords(results.clean()));
    lines.add("attacked        " + attacked(report));
    lines.add("");
    if (report.adaptation() != null) {
      lines.addAll(aligned(compared(report.adaptation(), results)));
      report.adaptation().how().forEach(how -> lines.add("adapted: " + how));
      AlarmLines.of(report.adaptation().plain().alarms())
          .forEach(alarm -> lines.add("plain: " + alarm));
      lines.add("");
    }
    lines.addAll(aligned(rows));
    lines.add("");
    results.curves().forEach(curve -> lines.add(cost(curve)));
    lines.addAll(AlarmLines.of(results.alarms()));
    lines.add("");
    lines.add(report.note());
    return String.join("\n", lines);
  }

  /** What each attack leaves at each epsilon, clean, plain and adapted. */
  static List<List<String>> compared(Adaptation adaptation, Evaluation adapted) {
    List<List<String>> rows = new ArrayList<>(List.of(COMPARED));
    List<RobustnessCurve> before = curves(adaptation.plain());
    List<RobustnessCurve> after = curves(adapted);
    for (int i = 0; i < after.size(); i++) {
      for (int k = 0; k < after.get(i).points().size(); k++) {
        RobustnessCurve.Point point = after.get(i).points().get(k);
        rows.add(
            List.of(
                after.get(i).attack(),
                number(point.epsilon()),
                Wording.percent(adaptation.plain().clean().share()),
                Wording.percent(before.get(i).points().get(k).robustAccuracy().share()),
                Wording.percent(point.robustAccuracy().share())));
      }
    }
    return rows;
  }

  /** The figures of every attack, and of all together, at every epsilon. */
  static List<List<String>> rows(Evaluation results) {
    return curves(results).stream()
        .flatMap(curve -> curve.points().stream().map(point -> row(curve, point)))
        .toList();
  }

  /** Every attack, and all together where there are several. */
  static List<RobustnessCurve> curves(Evaluation results) {
    List<RobustnessCurve> curves = new ArrayList<>(results.curves());
    if (results.combined() != null) {
      curves.add(results.combined());
    }
    return curves;
  }

  private static List<String> row(RobustnessCurve curve, RobustnessCurve.Point point) {
    Proportion robust = point.robustAccuracy();
    Distance mean = point.mean();
    Distance median = point.median();
    boolean none = mean == null;
    return List.of(
        curve.attack(),
        number(point.epsilon()),
        Wording.percent(robust.share()),
        interval(robust),
        point.success().total() == 0 ? "-" : Wording.percent(point.success().share()),
        none ? "-" : pair(mean.greyLevels(), median.greyLevels()),
        none ? "-" : pair(mean.linf(), median.linf()),
        none ? "-" : pair(mean.l2(), median.l2()),
        none ? "-" : pair(mean.l1(), median.l1()));
  }

  /** How many examples were attacked, and how. */
  static String attacked(EvaluationReport report) {
    return "%d, %s, in %s, %s %s"
        .formatted(
            report.results().attacked(),
            report.target() == null ? "untargeted" : "towards " + report.target(),
            report.norm(),
            report.clip() ? "within" : "whatever the bounds",
            report.bounds());
  }

  /** A share with its interval and its counts. */
  public static String inWords(Proportion share) {
    return "%s (%s), %d of %d"
        .formatted(Wording.percent(share.share()), interval(share), share.count(), share.total());
  }

  private static String interval(Proportion share) {
    return Wording.percent(share.lower()) + " to " + Wording.percent(share.upper());
  }

  private static String pair(double mean, double median) {
    return number(mean) + " / " + number(median);
  }

  /** A figure to three places. */
  static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
  }

  /** What an attack cost. */
  static String cost(RobustnessCurve curve) {
    return String.format(
        Locale.ROOT,
        "%s: %d forward and %d backward passes, %.1f s%s",
        curve.attack(),
        curve.forwardPasses(),
        curve.backwardPasses(),
        curve.seconds(),
        curve.singleRun() ? ", one run for all epsilons" : "");
  }

  /** Columns as wide as their widest cell, the first to the left and the others to the right. */
  private static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String sign = column == 0 ? "-" : "";
        line.append(column == 0 ? "" : GAP)
            .append(("%" + sign + widths[column] + "s").formatted(row.get(column)));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
