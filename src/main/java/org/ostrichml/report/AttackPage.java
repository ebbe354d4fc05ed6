package org.ostrichml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.ostrichml.evaluate.Distance;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.evaluate.Trace;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.report.page.Page;
import org.ostrichml.report.page.Panel;
import org.ostrichml.report.page.Plot;
import org.ostrichml.report.page.Section;

/** A run of an attack as a page for people who have never heard of one. */
public final class AttackPage {
  /** How many pictures a page shows at most: a browser holds all of them at once. */
  public static final int MOST_SHOWN = 50;

  /** A longer trace is drawn through every n-th of its values. */
  private static final int MOST_POINTS = 250;

  /** A shorter line is drawn with its points. */
  private static final int FEW_POINTS = 15;

  private static final String GUESSES = "What the model sees in it, and how sure it is:";

  private AttackPage() {}

  /**
   * The page.
   *
   * @param shown the first pictures of the report, {@link #MOST_SHOWN} at most
   * @param command what to type to have it done again
   */
  public static Page of(AttackReport report, List<AttackedPicture> shown, String command) {
    List<Section> sections = new ArrayList<>();
    shown.forEach(picture -> sections.add(triple(picture)));
    int left = report.pictures().size() - shown.size();
    if (left > 0) {
      sections.add(new Section.Paragraph("%d more pictures are not shown here.".formatted(left)));
    }
    sections.add(new Section.Heading("What was done"));
    AttackStory.of(report).forEach(text -> sections.add(new Section.Paragraph(text)));
    sections.add(new Section.Heading("How to do it again"));
    sections.add(new Section.Command(command));
    return new Page(title(report), AttackStory.lead(report), sections);
  }

  private static String title(AttackReport report) {
    if (report.pictures().size() == 1) {
      Verdict only = report.pictures().get(0);
      String before = only.before().get(0).label();
      String after = only.after().get(0).label();
      return before.equals(after) ? before + ", still" : before + " \u2192 " + after;
    }
    String count = "%d of %d pictures ".formatted(report.succeeded(), report.pictures().size());
    return report.targetIndex() == null
        ? count + "are taken for something else"
        : count + "are taken for " + Wording.quoted(report.target());
  }

  private static Section triple(AttackedPicture picture) {
    Verdict verdict = picture.verdict();
    return new Section.PictureTriple(
        Wording.fileName(verdict.image()),
        verdict.succeeded() ? "goal reached" : "goal not reached",
        verdict.succeeded(),
        sentence(verdict),
        new Panel(
            "Original", picture.original(), List.of(GUESSES), bars(verdict.before(), verdict)),
        new Panel(
            String.format(Locale.ROOT, "Change, amplified %.3g times", picture.factor()),
            picture.perturbation(),
            notes(verdict.distance()),
            List.of()),
        new Panel(
            "Result, as saved",
            picture.adversarial(),
            List.of(GUESSES),
            bars(verdict.after(), verdict)),
        picture.trace() == null ? null : plot(picture.trace(), verdict));
  }

  private static String sentence(Verdict verdict) {
    Prediction before = verdict.before().get(0);
    Prediction after = verdict.after().get(0);
    boolean same = before.index() == after.index();
    String goal =
        verdict.succeeded()
            ? ""
            : verdict.target() == null
                ? " Anything else was wanted."
                : " Wanted was %s.".formatted(Wording.quoted(verdict.target()));
    return "The model took this picture for %s (%s sure). No colour value was changed by more than %s out of 255, and the model %s takes it for %s (%s sure).%s"
        .formatted(
            Wording.quoted(before.label()),
            Wording.percent(before.probability()),
            Wording.greyLevels(verdict.distance()),
            same ? "still" : "now",
            Wording.quoted(after.label()),
            Wording.percent(after.probability()),
            goal);
  }

  private static List<String> notes(Distance distance) {
    return List.of(
        "Grey is no change; brighter and darker are more and less of a colour.",
        String.format(
            Locale.ROOT,
            "Largest change of a value (L-infinity): %s out of 255, %.4g in the model's input units.",
            Wording.greyLevels(distance),
            distance.linf()),
        String.format(
            Locale.ROOT, "Length of the whole change (L2): %.4g in input units.", distance.l2()));
  }

  private static List<Panel.Bar> bars(List<Prediction> predictions, Verdict verdict) {
    return predictions.stream()
        .map(
            each ->
                new Panel.Bar(
                    each.label(),
                    each.probability(),
                    Wording.percent(each.probability()),
                    tone(each, verdict)))
        .toList();
  }

  private static Panel.Tone tone(Prediction prediction, Verdict verdict) {
    if (prediction.index() == verdict.before().get(0).index()) {
      return Panel.Tone.BEFORE;
    }
    boolean matters =
        prediction.index() == verdict.after().get(0).index()
            || Objects.equals(prediction.label(), verdict.target());
    return matters ? Panel.Tone.AFTER : Panel.Tone.OTHER;
  }

  private static Plot plot(Trace trace, Verdict verdict) {
    boolean confidence = trace.quantity() == Trace.Quantity.CONFIDENCE;
    List<Plot.Point> points = new ArrayList<>();
    int stride = 1 + trace.values().size() / MOST_POINTS;
    for (int i = 0; i < trace.values().size(); i += stride) {
      points.add(point(i, trace.values().get(i), confidence, ""));
    }
    verdict.after().stream()
        .filter(each -> confidence && each.label().equals(trace.label()))
        .forEach(
            each ->
                points.add(point(trace.values().size(), each.probability(), true, ", as saved")));
    if (points.size() < 2) {
      return null;
    }
    return new Plot(
        confidence
            ? "How sure the model was of " + Wording.quoted(trace.label())
            : "The attack's own loss: larger is nearer to the goal",
        new Plot.Axis("steps done", Plot.Scale.NUMBER),
        confidence
            ? new Plot.Axis("confidence", Plot.Scale.PERCENT)
            : new Plot.Axis("loss", Plot.Scale.NUMBER),
        List.of(
            new Plot.Line(
                confidence ? trace.label() : "loss",
                (verdict.target() == null ? Panel.Tone.BEFORE : Panel.Tone.AFTER).ordinal(),
                points,
                points.size() < FEW_POINTS)));
  }

  private static Plot.Point point(int step, double value, boolean confidence, String more) {
    String words =
        confidence ? Wording.percent(value) : String.format(Locale.ROOT, "loss %.4g", value);
    return new Plot.Point(step, value, "after %d steps%s: %s".formatted(step, more, words));
  }
}
