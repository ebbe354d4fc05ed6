package org.ostrichml.report;

import java.util.ArrayList;
import java.util.List;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.report.page.Page;
import org.ostrichml.report.page.Section;

/** A run of an attack as a page for people who have never heard of one. */
public final class AttackPage {
  /** How many pictures a page shows at most: a browser holds all of them at once. */
  public static final int MOST_SHOWN = 50;

  private AttackPage() {}

  /**
   * The page.
   *
   * @param shown the first pictures of the report, {@link #MOST_SHOWN} at most
   * @param command what to type to have it done again
   */
  public static Page of(AttackReport report, List<AttackedPicture> shown, String command) {
    List<Section> sections = new ArrayList<>();
    shown.forEach(
        picture ->
            sections.add(PictureSection.of(picture, Wording.fileName(picture.verdict().image()))));
    int left = report.pictures().size() - shown.size();
    if (left > 0) {
      sections.add(new Section.Paragraph("%d more pictures are not shown here.".formatted(left)));
    }
    sections.add(new Section.Heading("What was done"));
    AttackStory.of(report).forEach(text -> sections.add(new Section.Paragraph(text)));
    sections.addAll(AlarmSections.of(report.alarms()));
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
}
