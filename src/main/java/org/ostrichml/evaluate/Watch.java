package org.ostrichml.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Multiplications;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.StepAttack;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/**
 * Watches an evaluation for signs of masked gradients: counts what it sees, keeps a few examples,
 * and at the end asks more of these. What it sees decides alone, not the time or the batches.
 */
public final class Watch {
  private static final List<AlarmCheck> CHECKS =
      List.of(
          new ZeroGradientCheck(),
          new RisingLossCheck(),
          new SaturationCheck(),
          new OneStepCheck(),
          new NoiseCheck(),
          new RoundingCheck(),
          new UnboundedCheck(),
          new BlackBoxCheck(),
          new RandomnessCheck());

  private static final int MOST_WITNESSES = 64;

  /** The part of the passes of an evaluation that questions may cost. */
  private static final double PART = 0.1;

  /** Multiplications that take no time to speak of beside the start of a process. */
  private static final double FREE = 5e8;

  private final TargetModel model;
  private final List<AlarmCheck> checks;
  private final Threat threat;
  private final Options options;
  private final Tally tally = new Tally();
  private final Witness[] witnesses = new Witness[MOST_WITNESSES];
  private final SplittableRandom random = new SplittableRandom(1);
  private int attacked;
  private boolean stepped;
  private long passes;

  private Watch(
      TargetModel model, List<AlarmCheck> checks, List<? extends Attack> attacks, Threat threat) {
    this.model = model;
    this.checks = checks;
    this.threat = threat;
    this.options =
        attacks.stream()
            .filter(StepAttack.class::isInstance)
            .map(attack -> ((StepAttack) attack).options())
            .map(used -> new Options(used.loss(), null, 1, used.stopEarly()))
            .findFirst()
            .orElse(Options.DEFAULT.withEarlyStop());
  }

  /** Watches an evaluation by several attacks, at their largest epsilon. */
  static Watch of(TargetModel model, List<AttackSeries> series) {
    List<Attack> largest = series.stream().map(AttackSeries::largest).toList();
    return new Watch(model, CHECKS, largest, largest.get(0).threat());
  }

  /** Watches an attack on a few pictures, by the checks that cost little. */
  public static Watch of(TargetModel model, Attack attack) {
    List<AlarmCheck> cheap = CHECKS.stream().filter(AlarmCheck::costsLittle).toList();
    return new Watch(model, cheap, List.of(attack), attack.threat());
  }

  /** Counts what the model answers to examples that are left alone, [N, classes]. */
  public void answered(Batch probabilities) {
    tally.answered(probabilities.values(), probabilities.exampleSize());
    passes += probabilities.size();
  }

  /**
   * Sees what attacks made of a batch.
   *
   * @param originals the examples, [N, ..]
   * @param labels their classes, [N]
   * @param goal what was wanted of them
   * @param attempts one for each attack
   */
  public void attacked(Batch originals, int[] labels, Goal goal, List<Attempt> attempts) {
    tally.attacked(attempts);
    for (Attempt attempt : attempts) {
      passes += attempt.cost();
      stepped |= attempt.usesSteps();
    }
    for (int row = 0; row < labels.length; row++) {
      int place = attacked < MOST_WITNESSES ? attacked : random.nextInt(attacked + 1);
      attacked++;
      if (place < MOST_WITNESSES) {
        witnesses[place] = witness(originals, labels, goal, attempts, row);
      }
    }
  }

  private static Witness witness(
      Batch originals, int[] labels, Goal goal, List<Attempt> attempts, int row) {
    boolean steps = false;
    boolean gradients = false;
    boolean any = false;
    Batch success = null;
    for (Attempt attempt : attempts) {
      if (attempt.reached()[row]) {
        any = true;
        gradients |= attempt.usesGradients();
        steps |= attempt.usesSteps();
        success = attempt.hasBudget() ? attempt.points().slice(row, row + 1) : success;
      }
    }
    return new Witness(
        originals.slice(row, row + 1),
        labels[row],
        goal.slice(row, row + 1),
        steps,
        gradients,
        any,
        success);
  }

  /** Makes all checks; by their names, in order. */
  public Map<String, Alarm> alarms() {
    double free = FREE / (model.views() * Multiplications.in(model));
    Evidence evidence =
        new Evidence(
            model, threat, options, tally, sample(), stepped, (long) (PART * passes + free));
    Map<String, Alarm> alarms = new LinkedHashMap<>();
    for (AlarmCheck check : checks) {
      alarms.put(check.name(), alarm(check, evidence));
    }
    return Collections.unmodifiableMap(alarms);
  }

  private static Alarm alarm(AlarmCheck check, Evidence evidence) {
    try {
      return check.check(evidence);
    } catch (OstrichException e) {
      return check.unchecked(e.getMessage());
    }
  }

  /** The witnesses of one shape, in random order. */
  private List<Witness> sample() {
    List<Witness> sample = new ArrayList<>();
    for (Witness witness : witnesses) {
      if (witness != null
          && Arrays.equals(
              witness.original().exampleShape(), witnesses[0].original().exampleShape())) {
        sample.add(random.nextInt(sample.size() + 1), witness);
      }
    }
    return sample;
  }
}
