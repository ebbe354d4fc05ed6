package org.ostrichml.bench;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.ostrichml.OstrichException;

/** Times works. */
public final class Bench {
  private final Setup setup;

  /** A benchmark with these means. */
  public Bench(Setup setup) {
    this.setup = setup;
  }

  /**
   * What the works are done on.
   *
   * @throws OstrichException if there is no TensorFlow in the Python
   */
  public Machine machine() {
    return Machine.here(setup.python() == null ? Map.of() : versions());
  }

  private Map<String, String> versions() {
    Map<String, String> versions = new HashMap<>();
    JsonObject request = new JsonObject();
    request.addProperty("do", "versions");
    try (Folder folder = Folder.create();
        Python python = Python.start(setup.python(), folder.path(), setup.timeoutSeconds())) {
      JsonObject answer = python.ask(request);
      answer.entrySet().forEach(each -> versions.put(each.getKey(), each.getValue().getAsString()));
    } catch (PeerFailure e) {
      throw new OstrichException(
          "%s cannot run TensorFlow (%s): install tensorflow-cpu there, or name another --python."
              .formatted(setup.python(), e.getMessage()),
          e);
    }
    return versions;
  }

  /** How many turns a work has. */
  public int turns(Work work) {
    return setup.rounds() * (1 + setup.peers().size());
  }

  /**
   * Does one work.
   *
   * @param tick called after every turn
   * @throws OstrichException if a model or data are damaged or do not fit
   */
  public Result run(Work work, Runnable tick) {
    return new Race(setup, tick).of(work);
  }
}
