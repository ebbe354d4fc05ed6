package org.ostrichml.bench;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Python that carries out the attacks of the peers. One process serves a work; where it has ended
 * or was killed, the next request starts another.
 */
final class Python implements AutoCloseable {
  private static final String SCRIPT = "peers.py";

  private final Setup setup;
  private final Path folder;
  private final JsonObject work;
  private Conversation conversation;

  /**
   * A Python, not started yet.
   *
   * @param folder where its script and what it complains about are kept
   * @param work the request by which it loads its work, or null
   */
  Python(Setup setup, Path folder, JsonObject work) {
    this.setup = setup;
    this.folder = folder;
    this.work = work;
  }

  /** A request for {@code what}. */
  static JsonObject request(String what) {
    JsonObject request = new JsonObject();
    request.addProperty("do", what);
    return request;
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
   * @throws PeerFailure if Python cannot be started, answers with an error, or does not answer
   */
  JsonObject ask(JsonObject request) {
    if (conversation == null || !conversation.isOpen()) {
      start();
    }
    return conversation.ask(request);
  }

  private void start() {
    List<String> command = List.of(setup.python().toString(), "-u", script(folder).toString());
    conversation = new Conversation(command, folder, setup.timeoutSeconds());
    if (work != null) {
      try {
        conversation.ask(work);
      } catch (PeerFailure e) {
        conversation.close();
        throw e;
      }
    }
  }

  /** Ends the process. */
  @Override
  public void close() {
    if (conversation != null) {
      conversation.close();
    }
  }
}
