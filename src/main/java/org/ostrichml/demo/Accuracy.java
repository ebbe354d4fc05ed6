package org.ostrichml.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.data.DataSource;
import org.ostrichml.evaluate.AttackSeries;
import org.ostrichml.evaluate.Evaluation;
import org.ostrichml.evaluate.Evaluator;
import org.ostrichml.evaluate.Proportion;
import org.ostrichml.evaluate.RobustnessCurve;
import org.ostrichml.model.TargetModel;
import org.ostrichml.report.EvaluationTable;
import org.ostrichml.report.Wording;
import org.ostrichml.report.page.Plot;
import org.ostrichml.report.page.Section;

/**
 * How much of a model's accuracy attacks leave. Each epsilon is tried by itself: what fell at a
 * smaller one may stand again.
 *
 * @param clean the accuracy without an attack
 * @param epsilons the budgets, in input units, ascending
 * @param left the accuracy under each attack, by its name, at each epsilon
 */
record Accuracy(Proportion clean, List<Float> epsilons, Map<String, List<Proportion>> left) {
  /** Fewer examples make an interval worth a word. */
  private static final int FEW = 1000;

  /**
   * Measures it.
   *
   * @param data opens the examples anew
   * @param attacks by their names; epsilon is set here
   * @param progress told how many examples are done, each once for an epsilon
   */
  static Accuracy measure(
      TargetModel model,
      Supplier<DataSource> data,
      Map<String, Attack> attacks,
      float[] epsilons,
      LongConsumer progress) {
    Proportion clean = null;
    List<Float> tried = new ArrayList<>();
    Map<String, List<Proportion>> left = new LinkedHashMap<>();
    for (float epsilon : epsilons) {
      List<AttackSeries> series =
          attacks.entrySet().stream()
              .map(each -> AttackSeries.of(each.getKey(), each.getValue(), epsilon))
              .toList();
      try (DataSource source = data.get()) {
        Evaluation found =
            new Evaluator(model, series, GoalChoice.UNTARGETED)
                .withoutAlarms()
                .run(source, Evaluator.batchSize(model), share -> {});
        clean = found.clean();
        for (RobustnessCurve curve : found.curves()) {
          left.computeIfAbsent(curve.attack(), name -> new ArrayList<>())
              .add(curve.last().robustAccuracy());
        }
        progress.accept(source.size());
      }
      tried.add(epsilon);
    }
    return new Accuracy(clean, tried, left);
  }

  /** What an attack left at an epsilon. */
  Proportion at(String attack, float epsilon) {
    return left.get(attack).get(epsilons.indexOf(epsilon));
  }

  /**
   * A plot and a table.
   *
   * @param unit of what changes are parts, as in "of 255"
   * @param size how much that is, in input units
   */
  List<Section> sections(String title, String unit, double size) {
    List<String> headings = new ArrayList<>(List.of("change"));
    headings.addAll(left.keySet());
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("none", left.keySet().stream().map(name -> clean).toList()));
    for (int k = 0; k < epsilons.size(); k++) {
      int number = k;
      rows.add(
          row(
              number(epsilons.get(k) / size) + " " + unit,
              left.values().stream().map(each -> each.get(number)).toList()));
    }
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section.Graph(
            new Plot(
                title,
                new Plot.Axis("largest change of a value, " + unit, Plot.Scale.NUMBER),
                new Plot.Axis("still right", Plot.Scale.PERCENT),
                lines(size))));
    sections.add(new Section.Table(headings, rows));
    if (clean.total() < FEW) {
      sections.add(
          new Section.Paragraph(
              "These are only %d pictures. The bands of the plot, and what stands in brackets, is where the accuracy on many more like them lies with 95%% confidence."
                  .formatted(clean.total())));
    }
    return sections;
  }

  private static List<String> row(String epsilon, List<Proportion> shares) {
    List<String> row = new ArrayList<>(List.of(epsilon));
    shares.forEach(share -> row.add(cell(share)));
    return row;
  }

  private static String cell(Proportion share) {
    String counts =
        "%s, %d of %d".formatted(Wording.percent(share.share()), share.count(), share.total());
    return share.total() < FEW
        ? counts + " (%.0f to %.0f%%)".formatted(100 * share.lower(), 100 * share.upper())
        : counts;
  }

  private List<Plot.Line> lines(double size) {
    List<Plot.Line> lines = new ArrayList<>();
    left.forEach(
        (name, shares) -> {
          List<Plot.Point> points = new ArrayList<>(List.of(point(name, 0, clean)));
          for (int k = 0; k < shares.size(); k++) {
            points.add(point(name, epsilons.get(k) / size, shares.get(k)));
          }
          lines.add(new Plot.Line(name, lines.size(), points, true));
        });
    return lines;
  }

  private static Plot.Point point(String name, double x, Proportion share) {
    return new Plot.Point(
        x,
        share.share(),
        share.lower(),
        share.upper(),
        "%s, %s: %s".formatted(name, number(x), EvaluationTable.inWords(share)));
  }

  private static String number(double value) {
    return new BigDecimal(String.format(Locale.ROOT, "%.3g", value))
        .stripTrailingZeros()
        .toPlainString();
  }
}
