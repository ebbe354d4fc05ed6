package org.ostrichml.cli;

import java.util.Map;
import org.ostrichml.evaluate.Alarm;
import picocli.CommandLine.Option;

/** Whether anybody watches for masked gradients, and what comes of it. */
final class AlarmArguments {
  @Option(
      names = "--strict",
      description = "Exit with 1 if an alarm says that the figures are not to be trusted.")
  private boolean strict;

  @Option(
      names = "--no-alarms",
      description = "Do not look for masked gradients, which takes up to a tenth more passes.")
  boolean off;

  /** Whether alarms make the command fail. */
  boolean fail(Map<String, Alarm> alarms) {
    return strict && Alarm.anyRang(alarms);
  }
}
