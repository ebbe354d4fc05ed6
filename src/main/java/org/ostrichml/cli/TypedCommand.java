package org.ostrichml.cli;

import java.io.File;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The command as it was typed, to be typed again elsewhere. */
final class TypedCommand {
  private TypedCommand() {}

  /** The line for a shell; of absolute paths, which no other machine shares, the last names. */
  static String of(CommandSpec command) {
    return Stream.concat(
            Stream.of("ostrich"),
            command.root().commandLine().getParseResult().originalArgs().stream()
                .map(TypedCommand::portable))
        .map(TypedCommand::quoted)
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
