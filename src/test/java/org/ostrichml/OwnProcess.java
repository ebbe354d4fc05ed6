package org.ostrichml;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Java of its own, for what a process decides once and for all. */
public final class OwnProcess {
  private OwnProcess() {}

  /**
   * The first line that a class prints.
   *
   * @param options of Java
   * @param environment the variables that are to be set; null for one that is not to be
   */
  public static String firstLine(
      Class<?> main, List<String> options, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    environment.forEach(
        (name, value) -> {
          process.environment().remove(name);
          if (value != null) {
            process.environment().put(name, value);
          }
        });
    try (BufferedReader out = process.start().inputReader()) {
      return out.readLine();
    }
  }
}
