package org.ostrichml.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts {@code ./ostrich} as a user would.
 *
 * @param script the launcher
 * @param folder the working directory
 * @param environment variables to set; an empty value unsets one
 */
record Launcher(Path script, Path folder, Map<String, String> environment) {
  static final Path HOME = Path.of("").toAbsolutePath();
  private static final long TIMEOUT_SECONDS = 120;

  /** The launcher of this project, started in its folder. */
  static Launcher here() {
    return new Launcher(HOME.resolve("ostrich"), HOME, Map.of());
  }

  Launcher in(Path other) {
    return new Launcher(script, other, environment);
  }

  Launcher through(Path other) {
    return new Launcher(other, folder, environment);
  }

  Launcher with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Launcher(script, folder, more);
  }

  /** Runs a command to its end. */
  Outcome run(Object... arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return run(command);
  }

  /** Runs a line of shell to its end; {@code $OSTRICH} is the launcher. */
  Outcome shell(String line) {
    return with("OSTRICH", script.toString()).run(List.of("bash", "-c", line));
  }

  /** Starts a command; its output goes to files in {@code log}. */
  Process start(Path log, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(log.resolve("out").toFile())
            .redirectError(log.resolve("err").toFile());
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    return builder.start();
  }

  private Outcome run(List<String> command) {
    try {
      Path log = Files.createTempDirectory("ostrich-test");
      Process process = start(log, command);
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new AssertionError(command + " took more than " + TIMEOUT_SECONDS + " s");
      }
      Outcome outcome =
          new Outcome(
              process.exitValue(),
              Files.readString(log.resolve("out")),
              Files.readString(log.resolve("err")));
      Files.delete(log.resolve("out"));
      Files.delete(log.resolve("err"));
      Files.delete(log);
      assertThat(outcome.err()).as("starts no second build").doesNotContain("building");
      return outcome;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
