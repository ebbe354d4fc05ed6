package org.ostrichml.bench;

import java.util.List;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.data.Batch;
import org.ostrichml.data.LabelledBatch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/** Ostrich, through what every user of the library has. */
final class OurAttack implements Contestant {
  static final String NAME = "ostrich";

  private final TargetModel model;
  private final Subject subject;
  private final List<LabelledBatch> parts;
  private CompiledAttack compiled;
  private Batch result;

  OurAttack(TargetModel model, Subject subject) {
    this.model = model;
    this.subject = subject;
    this.parts = subject.parts();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Double> attack(Turn turn) {
    return turn.time(this::attack);
  }

  /** The first call compiles, as the first call of a peer does. */
  private void attack() {
    if (compiled == null) {
      compiled = subject.attack().compile(model);
    }
    result = Batch.concat(parts.stream().map(this::attack).toList());
  }

  private Batch attack(LabelledBatch part) {
    return compiled.run(part.examples(), Goal.untargeted(part.labels())).examples();
  }

  @Override
  public List<Double> forward(Turn turn) {
    return turn.time(() -> parts.forEach(part -> model.predict(part.examples())));
  }

  @Override
  public Batch result() {
    return result;
  }
}
