package org.ostrichml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ostrichml.evaluate.Alarm;
import org.ostrichml.report.page.Section;

/** Alarms as a part of a page: what those that rang mean, and the figures of all. */
final class AlarmSections {
  private AlarmSections() {}

  /** The sections; none where nobody watched. */
  static List<Section> of(Map<String, Alarm> alarms) {
    List<Section> sections = new ArrayList<>();
    if (!alarms.isEmpty()) {
      sections.add(new Section.Heading("Whether to trust it"));
      sections.add(
          new Section.Paragraph(
              "That an attack fails says little where a model only hides the slope that attacks follow. Each of these checks looks for a sign of that."));
      AlarmLines.of(alarms).forEach(line -> sections.add(new Section.Paragraph(line)));
      List<List<String>> rows = new ArrayList<>();
      alarms.forEach((name, alarm) -> rows.add(row(name, alarm)));
      sections.add(new Section.Table(List.of("check", "figure", "allowed", "outcome"), rows));
    }
    return sections;
  }

  private static List<String> row(String name, Alarm alarm) {
    return alarm.isChecked()
        ? List.of(
            name,
            EvaluationTable.number(alarm.figure()),
            EvaluationTable.number(alarm.threshold()),
            alarm.rang() ? "rang" : "quiet")
        : List.of(name, "-", "-", "not made");
  }
}
