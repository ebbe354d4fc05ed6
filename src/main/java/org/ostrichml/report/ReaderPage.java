package org.ostrichml.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.ostrichml.report.page.Page;
import org.ostrichml.report.page.Section;
import org.ostrichml.report.page.Section.Texts.Text;

/** A reader that was distracted, as a page for people who have never heard of one. */
public final class ReaderPage {
  /** How many questions a page shows at most. */
  private static final int MOST_SHOWN = 200;

  private ReaderPage() {}

  /**
   * The page.
   *
   * @param command what to type to have it done again
   */
  public static Page of(ReaderReport report, String command) {
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section.Texts(
            List.of(
                "Paragraph, and what was added",
                "Question",
                "True answer",
                "Answer before",
                "Answer after",
                "Contradiction"),
            report.rows().stream()
                .sorted(Comparator.comparingDouble(row -> row.f1After() - row.f1Before()))
                .limit(MOST_SHOWN)
                .map(ReaderPage::row)
                .toList()));
    int left = report.rows().size() - MOST_SHOWN;
    if (left > 0) {
      sections.add(new Section.Paragraph("%d more questions are not shown here.".formatted(left)));
    }
    sections.add(new Section.Heading("What was done"));
    sections.add(new Section.Paragraph(story(report)));
    sections.add(new Section.Heading("How to do it again"));
    sections.add(new Section.Command(command));
    return new Page(title(report), lead(report), sections);
  }

  private static List<Text> row(ReaderReport.Row row) {
    return List.of(
        row.sentence() == null
            ? new Text(row.paragraph())
            : new Text(row.paragraph() + " ", row.sentence()),
        new Text(row.question()),
        new Text(String.join(" / ", row.answers())),
        new Text(row.answerBefore()),
        row.answerAfter().equals(row.answerBefore())
            ? new Text(row.answerAfter())
            : new Text("", row.answerAfter()),
        new Text(row.verdict()));
  }

  private static String title(ReaderReport report) {
    return String.format(
        Locale.ROOT, "F1 from %.1f to %.1f", report.before().f1(), report.after().f1());
  }

  private static String lead(ReaderReport report) {
    return "The model %s finds the answers to questions in paragraphs. Here something is added to each paragraph, marked below, that leaves the true answer as it is. The questions that lost most come first."
        .formatted(Wording.quoted(Wording.fileName(report.model())));
  }

  private static String story(ReaderReport report) {
    return String.format(
        Locale.ROOT,
        "%d questions of %s; nothing could be added for %d of them, which count as they are. Over all of them F1 went from %.1f to %.1f, and exact match from %.1f to %.1f. The method %s read %.1f paragraphs for a question and took %.1f gradients, beside reading it as it is.",
        report.questions(),
        Wording.quoted(Wording.fileName(report.data())),
        report.unchanged(),
        report.before().f1(),
        report.after().f1(),
        report.before().exactMatch(),
        report.after().exactMatch(),
        Wording.quoted(report.method()),
        (double) report.forward() / report.questions(),
        (double) report.backward() / report.questions());
  }
}
