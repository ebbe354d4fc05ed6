package org.ostrichml.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/**
 * What an evaluation has seen, and some of its examples to be asked more. Every question costs
 * passes, and there are only so many.
 */
final class Evidence {
  /** A question may use this part of the passes that are left, so that some are left for others. */
  private static final int PART = 3;

  private static final int STEPS = 10;
  private static final float STEP_SIZE = 0.25f;

  private final TargetModel model;
  private final Threat threat;
  private final Options options;
  private final Tally tally;
  private final List<Witness> sample;
  private final boolean stepped;
  private long passes;
  private Probe probe;

  /** What many steps along gradients made of some of the sample. */
  private record Probe(List<Witness> witnesses, Tally tally) {}

  /**
   * Evidence.
   *
   * @param threat the largest budget that was tried; infinite where there is none
   * @param options of the attacks that are made anew
   * @param sample in random order
   * @param stepped whether there was an attack of many steps along gradients
   * @param passes how many forward passes all questions may cost together
   */
  Evidence(
      TargetModel model,
      Threat threat,
      Options options,
      Tally tally,
      List<Witness> sample,
      boolean stepped,
      long passes) {
    this.model = model;
    this.threat = threat;
    this.options = options;
    this.tally = tally;
    this.sample = sample;
    this.stepped = stepped;
    this.passes = passes;
  }

  TargetModel model() {
    return model;
  }

  /**
   * The largest budget that was tried.
   *
   * @throws OstrichException if there was none
   */
  Threat threat() {
    if (Float.isInfinite(threat.epsilon()) || threat.epsilon() == 0) {
      throw new OstrichException("There is no epsilon to compare attacks at.");
    }
    return threat;
  }

  Options options() {
    return options;
  }

  /** Answers whose probabilities are 0 and 1, of all. */
  Proportion saturated() {
    return tally.saturated();
  }

  /** Examples whose gradients were zero, of those attacked along gradients. */
  Proportion zeroGradients() {
    return tally.zeroGradients().total() > 0 || stepped
        ? tally.zeroGradients()
        : probe().tally().zeroGradients();
  }

  /**
   * Why no attack along gradients can be made of the model; empty where one can.
   *
   * @throws OstrichException if there is no epsilon to make one at
   */
  Optional<String> obstacle() {
    if (tally.zeroGradients().total() > 0) {
      return Optional.empty();
    }
    Pgd steps = steps();
    try {
      steps.compile(model);
      return Optional.empty();
    } catch (OstrichException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Pgd steps() {
    return new Pgd(threat(), STEPS, STEP_SIZE, options);
  }

  /** Losses that did not rise, of those that were followed along many steps. */
  Proportion unrisen() {
    return stepped ? tally.unrisen() : probe().tally().unrisen();
  }

  /** Some of the examples, as many as one question can be asked at this cost in forward passes. */
  List<Witness> some(ToIntFunction<Witness> cost) {
    return affordable(sample, cost);
  }

  /** As {@link #some}, of those alone of which it is known whether many steps fell them. */
  List<Witness> someStepped(ToIntFunction<Witness> cost) {
    return affordable(stepped ? sample : probe().witnesses(), cost);
  }

  private List<Witness> affordable(List<Witness> all, ToIntFunction<Witness> cost) {
    long allowance = passes / PART;
    int count = 0;
    while (count < all.size() && cost.applyAsInt(all.get(count)) <= allowance) {
      int spent = cost.applyAsInt(all.get(count++));
      allowance -= spent;
      passes -= spent;
    }
    if (count == 0) {
      throw new OstrichException(
          all.isEmpty()
              ? "There is no example to ask."
              : "The evaluation is too short for it: alarms take but a small part of its passes.");
    }
    return all.subList(0, count);
  }

  private Probe probe() {
    if (probe == null) {
      List<Witness> some = some(witness -> 3 * STEPS + 1);
      Attempt attempt = attempt(steps(), some, Witness::goal);
      List<Witness> known = new ArrayList<>();
      for (int i = 0; i < some.size(); i++) {
        known.add(attempt.reached()[i] ? some.get(i).fallenToSteps() : some.get(i));
      }
      Tally counted = new Tally();
      counted.attacked(List.of(attempt));
      probe = new Probe(known, counted);
    }
    return probe;
  }

  /** How many of some examples an attack fells. */
  int felled(Attack attack, List<Witness> some) {
    return felled(attack, some, Witness::goal);
  }

  /** How many of some examples an attack brings to a goal. */
  int felled(Attack attack, List<Witness> some, Function<Witness, Goal> goal) {
    int felled = 0;
    for (boolean reached :
        some.isEmpty() ? new boolean[0] : attempt(attack, some, goal).reached()) {
      felled += reached ? 1 : 0;
    }
    return felled;
  }

  /** Attacks some examples, one after the other in one batch. */
  Attempt attempt(Attack attack, List<Witness> some, Function<Witness, Goal> goal) {
    Batch originals = Batch.concat(some.stream().map(Witness::original).toList());
    List<Goal> goals = some.stream().map(goal).toList();
    int[] labels = goals.stream().mapToInt(each -> each.label(0)).toArray();
    LossRise rise = new LossRise(labels.length);
    AdversarialBatch found =
        attack.compile(model).run(originals, new Goal(goals.get(0).targeted(), labels), rise);
    int[] predicted = Prediction.classes(model.predict(found.examples()));
    boolean[] reached = new boolean[labels.length];
    for (int i = 0; i < reached.length; i++) {
      reached[i] = goals.get(i).isReached(0, predicted[i]);
    }
    return Attempt.of(attack, found, reached, rise);
  }
}
