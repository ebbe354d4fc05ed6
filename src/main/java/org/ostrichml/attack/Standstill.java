package org.ostrichml.attack;

import java.util.Arrays;
import org.ostrichml.gradient.NoGradient;
import org.ostrichml.model.TargetModel;

/**
 * What an attack along gradients comes to where none reaches the input: nothing moves, as if every
 * gradient were zero.
 *
 * @param threat what may change
 */
public record Standstill(Threat threat) implements Attack {
  /** An attack on a model, or a standstill where no gradient reaches the input. */
  public static CompiledAttack unless(Attack attack, TargetModel model) {
    try {
      return attack.compile(model);
    } catch (NoGradient e) {
      return new Standstill(attack.threat()).compile(model);
    }
  }

  @Override
  public int steps() {
    return 0;
  }

  @Override
  public Standstill withThreat(Threat other) {
    return new Standstill(other);
  }

  @Override
  public Search search(TargetModel model) {
    return (examples, listener) -> {
      Effort effort = Effort.of(examples.size(), 0, 0);
      Arrays.fill(effort.zeroGradient(), true);
      return new Search.Found(examples.originals(), effort);
    };
  }
}
