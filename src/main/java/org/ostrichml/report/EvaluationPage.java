package org.ostrichml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ostrichml.evaluate.Evaluation;
import org.ostrichml.evaluate.Proportion;
import org.ostrichml.evaluate.RobustnessCurve;
import org.ostrichml.report.page.Page;
import org.ostrichml.report.page.Plot;
import org.ostrichml.report.page.Section;

/** A robustness evaluation as a page for people. */
public final class EvaluationPage {
  private EvaluationPage() {}

  /**
   * The page.
   *
   * @param command what to type to have it done again
   */
  public static Page of(EvaluationReport report, String command) {
    Evaluation results = report.results();
    List<Section> sections = new ArrayList<>();
    sections.add(new Section.Graph(plot(report)));
    sections.add(
        new Section.Paragraph(
            "Each line is an attack: how many of all examples the model still gets right when every one may be changed by up to epsilon. The band around it is where the accuracy lies with 95% confidence, for so many examples."));
    if (report.adaptation() != null) {
      sections.add(new Section.Heading("Before and after the attack was adapted"));
      List<List<String>> rows = EvaluationTable.compared(report.adaptation(), results);
      sections.add(new Section.Table(rows.get(0), rows.subList(1, rows.size())));
      report.adaptation().how().forEach(how -> sections.add(new Section.Paragraph(how)));
    }
    sections.add(new Section.Heading("The figures"));
    sections.add(new Section.Table(EvaluationTable.HEADINGS, EvaluationTable.rows(results)));
    sections.add(new Section.Paragraph(report.note()));
    sections.add(new Section.Heading("What was done"));
    sections.add(
        new Section.Paragraph(
            "Clean accuracy: %s. Attacked: %s."
                .formatted(
                    EvaluationTable.inWords(results.clean()), EvaluationTable.attacked(report))));
    results
        .curves()
        .forEach(curve -> sections.add(new Section.Paragraph(EvaluationTable.cost(curve) + ".")));
    sections.addAll(AlarmSections.of(results.alarms()));
    if (!results.unreadable().isEmpty()) {
      sections.add(
          new Section.Paragraph(
              "%d examples could not be read.".formatted(results.unreadable().size())));
    }
    sections.add(new Section.Heading("How to do it again"));
    sections.add(new Section.Command(command));
    return new Page(
        "What attacks leave of " + Wording.quoted(Wording.fileName(report.model())),
        lead(report),
        sections);
  }

  private static String lead(EvaluationReport report) {
    Evaluation results = report.results();
    List<RobustnessCurve> curves = EvaluationTable.curves(results);
    RobustnessCurve.Point last = curves.get(curves.size() - 1).last();
    Proportion clean = results.clean();
    Proportion robust = last.robustAccuracy();
    return "Left alone, the model gets %d of %d examples of %s right (%s). When %s may change each of them by up to epsilon %s%s, it still gets %d right (%s)."
        .formatted(
            clean.count(),
            clean.total(),
            Wording.quoted(Wording.fileName(report.data())),
            Wording.percent(clean.share()),
            results.combined() == null
                ? "the attack " + Wording.quoted(curves.get(0).attack())
                : "attacks",
            EvaluationTable.number(last.epsilon()),
            report.norm().equals("linf")
                ? " (%s grey levels out of 255)"
                    .formatted(EvaluationTable.number(last.epsilon() / report.bounds().greyLevel()))
                : " in the norm " + report.norm(),
            robust.count(),
            Wording.percent(robust.share()));
  }

  private static Plot plot(EvaluationReport report) {
    return new Plot(
        "Accuracy under attack",
        new Plot.Axis(
            "epsilon: the largest change allowed (%s, in the model's input units, whose range is %s)"
                .formatted(report.norm(), report.bounds()),
            Plot.Scale.NUMBER),
        new Plot.Axis("still right", Plot.Scale.PERCENT),
        lines(EvaluationTable.curves(report.results())));
  }

  private static List<Plot.Line> lines(List<RobustnessCurve> curves) {
    return IntStream.range(0, curves.size())
        .mapToObj(i -> line(curves.get(i), i > 0 && i == curves.size() - 1 ? Plot.Line.SUMMARY : i))
        .toList();
  }

  private static Plot.Line line(RobustnessCurve curve, int colour) {
    return new Plot.Line(
        curve.attack(),
        colour,
        curve.points().stream()
            .filter(point -> point.robustAccuracy().total() > 0)
            .map(point -> point(curve, point))
            .toList(),
        true);
  }

  private static Plot.Point point(RobustnessCurve curve, RobustnessCurve.Point point) {
    Proportion robust = point.robustAccuracy();
    return new Plot.Point(
        point.epsilon(),
        robust.share(),
        robust.lower(),
        robust.upper(),
        "%s, epsilon %s: %s"
            .formatted(
                curve.attack(),
                EvaluationTable.number(point.epsilon()),
                EvaluationTable.inWords(robust)));
  }
}
