package org.ostrichml.bench;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ostrichml.OstrichException;
import org.ostrichml.model.TargetModel;

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
    try (Folder folder = Folder.create();
        Python python = new Python(setup, folder.path(), null)) {
      JsonObject answer = python.ask(Python.request("versions"));
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
    boolean loop = setup.peers().contains(Peer.TF_FUNCTION);
    return switch (work) {
      case MEMORY -> loop ? 2 : 1;
      case COLD -> setup.rounds() * (loop ? 2 : 1);
      default -> setup.rounds() * (1 + setup.peers().size());
    };
  }

  /**
   * Does one work.
   *
   * @param tick called after every turn
   * @throws OstrichException if a model or data are damaged or do not fit
   */
  public Result run(Work work, Runnable tick) {
    Subjects subjects = new Subjects(setup);
    try (Folder folder = Folder.create()) {
      Path path = subjects.model(work, folder.path());
      try (TargetModel model = TargetModel.load(path)) {
        model.requireClasses();
        Subject subject = subjects.of(work, path, model);
        PeerInput input = PeerInput.write(model, subject, folder.path());
        Job job = new Job(work, model, subject, input, folder.path());
        return switch (work) {
          case MEMORY -> new MemoryContest(setup, tick).of(job);
          case COLD -> new ColdContest(setup, tick).of(job);
          default -> new AttackContest(setup, tick).of(job);
        };
      }
    }
  }
}
