package org.ostrichml.demo;

import java.util.ArrayList;
import java.util.List;
import org.ostrichml.report.Wording;
import org.ostrichml.report.page.Page;
import org.ostrichml.report.page.Section;

/** The demo as a page for people who have never heard of such things. */
public final class DemoPage {
  private DemoPage() {}

  /**
   * The page.
   *
   * @param command what to type to have it done again
   */
  public static Page of(DemoReport report, List<Finding> findings, String command) {
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section.Claims(
            findings.stream()
                .map(Finding::row)
                .map(
                    row ->
                        new Section.Claims.Claim(
                            row.name() + " " + row.claim(),
                            row.holds() ? "holds here" : "does not hold here",
                            row.holds(),
                            row.article(),
                            row.measured()))
                .toList()));
    for (Finding finding : findings) {
      sections.add(
          new Section.Heading("%s %s".formatted(finding.row().name(), finding.row().claim())));
      sections.addAll(finding.sections());
      sections.add(new Section.Paragraph("To have this done again:"));
      finding.row().commands().forEach(line -> sections.add(new Section.Command(line)));
    }
    sections.add(new Section.Heading("How it was done"));
    sections.add(
        new Section.Paragraph(
            "Every picture was saved as a PNG file, read back and shown to the model again: what this page says of it holds for the file. Colour values go from 0 to 255; a change of 1 is one grey level. The percentages beside pictures are how sure the model itself is, not how often it is right."));
    sections.add(new Section.Heading("How to do all of it again"));
    sections.add(new Section.Command(command));
    return new Page(
        "How to make an ostrich of a school bus",
        "Networks that recognise pictures can be led astray by changes that people do not see. Such pictures are called adversarial examples. Here are six claims that an article makes about them, and what was measured when they were tried on the model %s and on one that reads digits: %d of %d hold."
            .formatted(
                Wording.quoted(Wording.fileName(report.model())),
                report.holding(),
                report.claims().size()),
        sections);
  }
}
