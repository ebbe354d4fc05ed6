package org.ostrichml.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ostrichml.OstrichException;

/**
 * A Python process that carries out the attacks of the peers: a request a line to its standard
 * input, an answer a line from its standard output, both JSON. Once it has failed to answer, or not
 * in time, it is killed, and every later request fails likewise.
 */
final class Python implements AutoCloseable {
  private static final String SCRIPT = "peers.py";
  private static final String ERROR = "error";

  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;
  private final Path errors;
  private final long timeoutSeconds;

  private Python(Process process, Path errors, long timeoutSeconds) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.errors = errors;
    this.timeoutSeconds = timeoutSeconds;
  }

  /**
   * Starts a Python.
   *
   * @param folder where its script and what it complains about are kept
   * @param timeoutSeconds how long it may take for an answer
   * @throws OstrichException if it cannot be started
   */
  static Python start(Path python, Path folder, long timeoutSeconds) {
    try {
      Path errors = Files.createTempFile(folder, "python", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(python.toString(), "-u", script(folder).toString())
              .redirectError(errors.toFile());
      return new Python(builder.start(), errors, timeoutSeconds);
    } catch (IOException e) {
      throw notStarted(python, e);
    }
  }

  /** What to say of a Python that cannot be started. */
  static OstrichException notStarted(Path python, IOException cause) {
    return new OstrichException(
        python + " cannot be started: name a Python with TensorFlow with --python.", cause);
  }

  /** Writes the script into a folder. */
  static Path script(Path folder) {
    Path script = folder.resolve(SCRIPT);
    try (InputStream resource = Python.class.getResourceAsStream(SCRIPT)) {
      Files.write(script, resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return script;
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param request an object whose {@code do} says what is to be done
   * @throws PeerFailure if Python answers with an error, with nothing in time, or not at all
   */
  JsonObject ask(JsonObject request) {
    try {
      requests.write(request + "\n");
      requests.flush();
    } catch (IOException e) {
      // It has ended; what it said before that is still to be read.
    }
    String line = answer();
    if (line == null) {
      throw ended();
    }
    JsonObject answer = object(line);
    JsonElement error = answer.get(ERROR);
    if (error != null) {
      throw new PeerFailure(error.getAsString());
    }
    return answer;
  }

  private String answer() {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readLine);
    try {
      return line.get(timeoutSeconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      close();
      throw PeerFailure.late(timeoutSeconds);
    } catch (ExecutionException e) {
      throw ended();
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

  private PeerFailure ended() {
    return new PeerFailure("Python ended: " + Child.lastLine(errors));
  }

  /** Kills it, and whatever it started. */
  @Override
  public void close() {
    Child.kill(process);
  }
}
