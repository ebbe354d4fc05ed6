package org.ostrichml.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that is asked one thing after the other: a request a line to its standard input, an
 * answer a line from its standard output, both JSON. It is killed once an answer does not come in
 * time.
 */
final class Conversation implements AutoCloseable {
  private static final String ERROR = "error";

  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;
  private final Path errors;
  private final long timeoutSeconds;

  /**
   * Starts a process.
   *
   * @param folder where what it writes to standard error is kept
   * @param timeoutSeconds how long it may take for an answer
   * @throws PeerFailure if it cannot be started
   */
  Conversation(List<String> command, Path folder, long timeoutSeconds) {
    try {
      this.errors = Files.createTempFile(folder, "python", ".log");
      this.process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    } catch (IOException e) {
      throw new PeerFailure("it cannot be started");
    }
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.timeoutSeconds = timeoutSeconds;
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws PeerFailure if the answer is an error or no JSON object, or none comes in time or at
   *     all
   */
  JsonObject ask(JsonObject request) {
    try {
      requests.write(request + "\n");
      requests.flush();
    } catch (IOException e) {
      // It has ended; what it said before that is still to be read.
    }
    JsonObject answer = object(answer());
    JsonElement error = answer.get(ERROR);
    if (error != null) {
      throw new PeerFailure(error.getAsString());
    }
    return answer;
  }

  private String answer() {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readLine);
    try {
      String answer = line.get(timeoutSeconds, TimeUnit.SECONDS);
      if (answer == null) {
        close();
        throw new PeerFailure("Python ended: " + Child.lastLine(errors));
      }
      return answer;
    } catch (TimeoutException e) {
      close();
      throw PeerFailure.late(timeoutSeconds);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new PeerFailure("interrupted");
    }
  }

  private String readLine() {
    try {
      return answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject object(String line) {
    try {
      return JsonParser.parseString(line).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new PeerFailure("answered '%s', which is no JSON object".formatted(line));
    }
  }

  /** Whether more can be asked. */
  boolean isOpen() {
    return process.isAlive();
  }

  /** Kills the process, and whatever it started. */
  @Override
  public void close() {
    Child.kill(process);
  }
}
