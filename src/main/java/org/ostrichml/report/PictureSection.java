package org.ostrichml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.ostrichml.evaluate.Distance;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.evaluate.Trace;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.report.page.Panel;
import org.ostrichml.report.page.Plot;
import org.ostrichml.report.page.Section;

/** A picture under attack as a part of a page: original, change and result. */
public final class PictureSection {
  /** A longer trace is drawn through every n-th of its values. */
  private static final int MOST_POINTS = 250;

  /** A shorter line is drawn with its points. */
  private static final int FEW_POINTS = 15;

  private static final String GUESSES = "What the model sees in it, and how sure it is:";

  private PictureSection() {}

  /** The part, under a title. */
  public static Section of(AttackedPicture picture, String title) {
    Verdict verdict = picture.verdict();
    return new Section.PictureTriple(
        title,
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
