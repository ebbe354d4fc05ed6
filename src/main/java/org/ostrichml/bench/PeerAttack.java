package org.ostrichml.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;

/**
 * One of the Python libraries.
 *
 * @param peer which
 * @param python a Python that has loaded the work
 * @param steps how many steps its attacks have
 * @param out the file for what the attack makes of the examples
 */
record PeerAttack(Peer peer, Python python, int steps, Path out) implements Contestant {
  /** The request by which a process loads the model and the examples. */
  static JsonObject load(Job job) {
    Subject subject = job.subject();
    PeerInput input = job.input();
    JsonObject request = Python.request("load");
    request.addProperty("model", subject.model().toAbsolutePath().toString());
    request.addProperty("signature", input.signature());
    request.addProperty("images", input.images().toString());
    request.addProperty("labels", input.labels().toString());
    request.addProperty("lower", input.bounds().lower());
    request.addProperty("upper", input.bounds().upper());
    request.addProperty("epsilon", subject.epsilon());
    request.addProperty("step", subject.step());
    request.addProperty("batch", subject.batch());
    return request;
  }

  @Override
  public String name() {
    return peer.toString();
  }

  @Override
  public List<Double> attack(Turn turn) {
    return attack(turn, steps);
  }

  private List<Double> attack(Turn turn, int number) {
    JsonObject request = request("attack", turn);
    request.addProperty("peer", peer.toString());
    request.addProperty("steps", number);
    request.addProperty("out", out.toString());
    return times(request);
  }

  @Override
  public List<Double> forward(Turn turn) {
    return times(request("forward", turn));
  }

  @Override
  public Batch result() {
    return Npy.readFloats(out);
  }

  @Override
  public Batch oneStep() {
    attack(Turn.ONCE, 1);
    return result();
  }

  private static JsonObject request(String what, Turn turn) {
    JsonObject request = Python.request(what);
    request.addProperty("millis", turn.millis());
    request.addProperty("calls", turn.calls());
    return request;
  }

  private List<Double> times(JsonObject request) {
    List<Double> times = new ArrayList<>();
    for (JsonElement time : python.ask(request).getAsJsonArray("milliseconds")) {
      times.add(time.getAsDouble());
    }
    return times;
  }
}
