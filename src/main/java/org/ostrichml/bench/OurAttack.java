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
    result = run(compiled);
  }

  private Batch run(CompiledAttack attack) {
    return Batch.concat(
        parts.stream()
            .map(part -> attack.run(part.examples(), Goal.untargeted(part.labels())).examples())
            .toList());
  }

  @Override
  public List<Double> forward(Turn turn) {
    return turn.time(() -> parts.forEach(part -> model.predict(part.examples())));
  }

  @Override
  public Batch result() {
    return result;
  }

  @Override
  public Batch oneStep() {
    return run(subject.withSteps(1).attack().compile(model));
  }
}
