package org.ostrichml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ostrichml.evaluate.MapVerdict;
import org.ostrichml.report.page.Page;
import org.ostrichml.report.page.Panel;
import org.ostrichml.report.page.Section;

/** An attack on maps of classes as a page for people who have never heard of one. */
public final class SegmentationPage {
  private SegmentationPage() {}

  /**
   * The page.
   *
   * @param shown the first pictures of the report, {@link AttackPage#MOST_SHOWN} at most
   * @param command what to type to have it done again
   */
  public static Page of(SegmentationReport report, List<MappedPicture> shown, String command) {
    List<Section> sections = new ArrayList<>();
    for (MappedPicture picture : shown) {
      String name = Wording.fileName(picture.verdict().image());
      if (picture.original() != null) {
        sections.add(
            triple(
                name,
                picture,
                "What was done to the picture.",
                new Panel("Original", picture.original(), List.of(), List.of()),
                new Panel(
                    String.format(Locale.ROOT, "Change, amplified %.3g times", picture.factor()),
                    picture.perturbation(),
                    List.of("Largest change: " + Wording.distance(picture.verdict().distance())),
                    List.of()),
                new Panel("Result, as saved", picture.adversarial(), List.of(), List.of())));
      }
      sections.add(
          triple(
              name + ", as the model sees it",
              picture,
              sentence(picture.verdict()),
              new Panel("Seen in the original", picture.before(), List.of(), List.of()),
              picture.wanted() == null
                  ? new Panel("Seen in the result", picture.after(), List.of(), List.of())
                  : new Panel("Wanted", picture.wanted(), List.of(), List.of()),
              new Panel("Seen in the result", picture.after(), List.of(), List.of())));
    }
    sections.add(new Section.Heading("What was done"));
    sections.add(new Section.Paragraph(story(report)));
    sections.add(new Section.Heading("How to do it again"));
    sections.add(new Section.Command(command));
    String title =
        "%d of %d maps came out as wanted".formatted(report.succeeded(), report.pictures().size());
    return new Page(title, lead(report), sections);
  }

  private static Section triple(
      String title,
      MappedPicture picture,
      String sentence,
      Panel original,
      Panel change,
      Panel result) {
    boolean succeeded = picture.verdict().succeeded();
    String outcome = succeeded ? "goal reached" : "goal not reached";
    return new Section.PictureTriple(
        title, outcome, succeeded, sentence, original, change, result, null);
  }

  private static String sentence(MapVerdict verdict) {
    return String.format(
        Locale.ROOT,
        "%s of the pixels that were to change are as wanted (%s before), and %s of the others are as they were. Mean intersection over union with the true map: %.3f before, %.3f after.",
        Wording.percent(verdict.reached()),
        Wording.percent(verdict.reachedBefore()),
        Wording.percent(verdict.kept()),
        verdict.meanIouBefore(),
        verdict.meanIouAfter());
  }

  private static String lead(SegmentationReport report) {
    return "A segmentation model says of each pixel what it belongs to. This page shows how the model %s was made to see %s, by changes that people hardly see."
        .formatted(Wording.quoted(Wording.fileName(report.model())), report.objective());
  }

  private static String story(SegmentationReport report) {
    return String.format(
        Locale.ROOT,
        "The attack %s made %d steps%s in %.1f seconds; a value might change by at most %.4g in input units (%s). Each result was saved, read back and shown to the model again: what this page says of it holds for the file.",
        Wording.quoted(report.method()),
        report.steps(),
        report.universal() ? ", and one perturbation for all pictures," : "",
        report.seconds(),
        report.epsilon(),
        report.norm());
  }
}
