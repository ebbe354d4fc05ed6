package org.ostrichml.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.StepAttack;

/**
 * One attack with growing epsilons. Where an attack repeats a step, an example leaves as soon as it
 * has reached its goal: more steps would change nothing that is counted.
 *
 * @param name what the attack is called in the results
 * @param attacks one for each epsilon, in ascending order
 */
public record AttackSeries(String name, List<Attack> attacks) {
  /**
   * Checks the epsilons.
   *
   * @throws OstrichException if there is none, one is infinite, they do not ascend, or the norms
   *     differ
   */
  public AttackSeries {
    if (attacks.isEmpty()) {
      throw new OstrichException("There is no epsilon: give at least one.");
    }
    float last = -1;
    for (Attack attack : attacks) {
      float epsilon = attack.threat().epsilon();
      if (!(epsilon > last) || Float.isInfinite(epsilon)) {
        throw new OstrichException(
            "The epsilons of %s do not ascend at %s: give finite ones, each once."
                .formatted(name, epsilon));
      }
      if (attack.threat().norm() != attacks.get(0).threat().norm()) {
        throw new OstrichException("The attacks of %s differ in norm: give one.".formatted(name));
      }
      last = epsilon;
    }
    attacks = attacks.stream().map(AttackSeries::stoppingEarly).toList();
  }

  /** {@code attack} with each of {@code epsilons}, in input units, in any order. */
  public static AttackSeries of(String name, Attack attack, float... epsilons) {
    float[] sorted = epsilons.clone();
    Arrays.sort(sorted);
    List<Attack> attacks = new ArrayList<>();
    for (float epsilon : sorted) {
      attacks.add(attack.withThreat(attack.threat().withEpsilon(epsilon)));
    }
    return new AttackSeries(name, attacks);
  }

  private static Attack stoppingEarly(Attack attack) {
    return attack instanceof StepAttack steps && !attack.minimizesDistance()
        ? steps.withOptions(steps.options().withEarlyStop())
        : attack;
  }

  /** The budgets in input units, ascending. */
  public List<Float> epsilons() {
    return attacks.stream().map(attack -> attack.threat().epsilon()).toList();
  }

  /** How changes are measured. */
  public Norm norm() {
    return attacks.get(0).threat().norm();
  }

  /** The attack of the largest epsilon. */
  Attack largest() {
    return attacks.get(attacks.size() - 1);
  }

  /** Whether one run tells for every epsilon. */
  boolean minimizesDistance() {
    return attacks.get(0).minimizesDistance();
  }

  /** What is to be run: every attack of a positive epsilon, or one without limit. */
  List<Attack> runs() {
    if (minimizesDistance()) {
      Attack first = attacks.get(0);
      return List.of(first.withThreat(first.threat().withEpsilon(Float.POSITIVE_INFINITY)));
    }
    return attacks.stream().filter(attack -> attack.threat().epsilon() > 0).toList();
  }
}
