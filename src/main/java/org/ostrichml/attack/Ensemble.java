package org.ostrichml.attack;

import java.util.ArrayList;
import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.model.TargetModel;

/**
 * Several attacks, one after another: each example meets the next one only while it stands, which a
 * forward pass of what came out decides. So it takes every example that one of them takes. In the
 * spirit of AutoAttack: Croce and Hein (2020), "Reliable evaluation of adversarial robustness with
 * an ensemble of diverse parameter-free attacks", section 5.
 *
 * @param threat what may change; all members are given this one
 * @param members the attacks in order, at least 1; those that stop early are done sooner
 */
public record Ensemble(Threat threat, List<Attack> members) implements Attack {
  /**
   * Hands the threat to the members.
   *
   * @throws OstrichException if there is no member, or one refuses the threat
   */
  public Ensemble {
    if (members.isEmpty()) {
      throw new OstrichException("An ensemble needs at least one attack.");
    }
    members = members.stream().map(member -> member.withThreat(threat)).toList();
  }

  /**
   * APGD on the cross-entropy, APGD-T towards nine classes, {@link Fmn}, and {@link Square}, which
   * needs no gradient and is left out in L1.
   *
   * @param steps the steps of each but Square; 100 as published
   * @param queries the queries of Square; 5000 as published
   * @param seed where all random numbers come from
   */
  public static Ensemble standard(Threat threat, int steps, int queries, long seed) {
    Options options = Options.DEFAULT.withRandomStart(seed, 1).withEarlyStop();
    List<Attack> members = new ArrayList<>();
    members.add(new Apgd(threat, steps, options));
    members.add(new TargetedApgd(threat, steps, TargetedApgd.DEFAULT_TARGETS, options));
    members.add(new Fmn(threat, steps));
    if (threat.norm() != Norm.L1) {
      members.add(new Square(threat, queries, seed));
    }
    return new Ensemble(threat, members);
  }

  @Override
  public int steps() {
    return members.stream().mapToInt(Attack::steps).reduce(0, Math::addExact);
  }

  @Override
  public Ensemble withThreat(Threat other) {
    return new Ensemble(other, members);
  }

  @Override
  public Search search(TargetModel model) {
    List<CompiledAttack> compiled = members.stream().map(each -> each.compile(model)).toList();
    return (examples, listener) -> {
      Relay relay = new Relay(model, examples);
      for (CompiledAttack attack : compiled) {
        relay.run(
            (rows, renumbered) -> {
              Examples standing = examples.select(rows);
              AdversarialBatch found =
                  attack.run(standing.originals(), standing.goal(), standing.epsilon(), renumbered);
              return new Search.Found(found.examples(), found.effort());
            },
            listener);
      }
      return relay.found();
    };
  }
}
