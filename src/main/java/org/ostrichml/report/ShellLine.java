package org.ostrichml.report;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;

/** A command to be typed again elsewhere. */
public final class ShellLine {
  private ShellLine() {}

  /** The line for a shell; of absolute paths, which no other machine shares, the last names. */
  public static String of(List<String> words) {
    return words.stream()
        .map(ShellLine::portable)
        .map(ShellLine::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String portable(String argument) {
    int value = argument.startsWith("--") ? argument.indexOf('=') + 1 : 0;
    File path = new File(argument.substring(value));
    return path.isAbsolute() && !path.getName().isEmpty()
        ? argument.substring(0, value) + path.getName()
        : argument;
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w./,:=+@%-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
