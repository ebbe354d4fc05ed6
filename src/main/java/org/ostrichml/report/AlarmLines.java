package org.ostrichml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ostrichml.evaluate.Alarm;

/** Alarms in words: a line for each that rang, or one that none did. */
public final class AlarmLines {
  private AlarmLines() {}

  /** The lines; none where nobody watched. */
  public static List<String> of(Map<String, Alarm> alarms) {
    List<String> lines = new ArrayList<>();
    alarms.forEach(
        (name, alarm) -> {
          if (alarm.rang()) {
            lines.add("alarm %s: %s See %s".formatted(name, alarm.sentence(), alarm.page()));
          }
        });
    long made = alarms.values().stream().filter(Alarm::isChecked).count();
    if (lines.isEmpty() && !alarms.isEmpty()) {
      lines.add(
          "no sign of masked gradients (%d check%s%s)"
              .formatted(
                  made,
                  made == 1 ? "" : "s",
                  made == alarms.size()
                      ? ""
                      : "; %d more could not be made".formatted(alarms.size() - made)));
    }
    return lines;
  }
}
