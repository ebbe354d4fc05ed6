package org.ostrichml.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A process that does one thing and ends. */
final class Child {
  private static final String WATCHED = "OSTRICH_PROGRESS";

  private Child() {}

  /**
   * Runs a command to its end; what it writes goes to a file.
   *
   * @param folder where that file is kept
   * @param good the exit codes of success
   * @throws PeerFailure if it cannot be started, does not end in time, or ends otherwise
   */
  static void run(List<String> command, Path folder, Set<Integer> good, long timeoutSeconds) {
    try {
      Path log = Files.createTempFile(folder, "child", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().remove(WATCHED);
      Process process = builder.start();
      if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
        kill(process);
        throw PeerFailure.late(timeoutSeconds);
      }
      if (!good.contains(process.exitValue())) {
        throw new PeerFailure("exit code " + process.exitValue() + ": " + lastLine(log));
      }
    } catch (IOException e) {
      throw new PeerFailure(command.get(0) + " cannot be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerFailure("interrupted");
    }
  }

  /** Kills a process, and whatever it started. */
  static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  /** The last line of a log that says something. */
  static String lastLine(Path log) {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .reduce((earlier, later) -> later)
          .orElse("no message");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
