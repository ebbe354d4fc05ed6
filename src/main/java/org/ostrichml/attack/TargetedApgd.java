package org.ostrichml.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Losses;

/**
 * APGD-T: {@link Apgd} on the targeted difference of logits ratio, towards the likeliest other
 * classes one after another, until the label is left. Croce and Hein (2020), "Reliable evaluation
 * of adversarial robustness with an ensemble of diverse parameter-free attacks", section 4.2. Where
 * the goal has a target, that one alone. Needs a model of 4 classes.
 *
 * @param threat what may change
 * @param steps how many points the model is shown on the way to one class, at least 2
 * @param targets how many classes are tried at most, at least 1; never more than there are others
 * @param options start, restarts and early stop; the loss is not read. Each class has starts of its
 *     own.
 */
public record TargetedApgd(Threat threat, int steps, int targets, Options options)
    implements Attack {
  /** As many classes as published. */
  public static final int DEFAULT_TARGETS = 9;

  private static final int FEWEST_CLASSES = 4;

  /** Checks the parameters; an {@link OstrichException} names what is wrong. */
  public TargetedApgd {
    if (targets < 1) {
      throw new OstrichException(
          "The number of targets is " + targets + ": it must be at least 1.");
    }
    options = options.withLoss(Losses.TARGETED_DLR);
    new Apgd(threat, steps, options);
  }

  /** Nine classes from random starts, as published: with 100 steps each. */
  public TargetedApgd(Threat threat, int steps, long seed) {
    this(threat, steps, DEFAULT_TARGETS, Options.DEFAULT.withRandomStart(seed, 1));
  }

  @Override
  public int steps() {
    return Math.multiplyExact(steps, targets);
  }

  @Override
  public TargetedApgd withThreat(Threat other) {
    return new TargetedApgd(other, steps, targets, options);
  }

  @Override
  public Search search(TargetModel model) {
    model.requireOneVector();
    if (model.classes() < FEWEST_CLASSES) {
      throw new OstrichException(
          "APGD-T, alone or in the ensemble, needs a model of at least %d classes, and this one has %d: choose another attack."
              .formatted(FEWEST_CLASSES, model.classes()));
    }
    List<Search> rounds = new ArrayList<>();
    for (int round = 0; round < Math.min(targets, model.classes() - 1); round++) {
      rounds.add(new Apgd(threat, steps, options(round)).search(model));
    }
    return (examples, listener) ->
        examples.goal().targeted()
            ? rounds.get(0).run(examples, listener)
            : run(model, rounds, examples, listener);
  }

  private Options options(int round) {
    return options.seed() == null
        ? options
        : options.withRandomStart(
            options.seed() + (long) round * options.restarts(), options.restarts());
  }

  private static Search.Found run(
      TargetModel model, List<Search> rounds, Examples examples, StepListener listener) {
    int[][] order = order(model, examples);
    Relay relay = new Relay(model, examples);
    for (int round = 0; round < rounds.size(); round++) {
      int place = round;
      relay.run(
          (rows, renumbered) -> {
            int[] classes = IntStream.of(rows).map(row -> order[row][place]).toArray();
            Examples standing = examples.select(rows).towards(classes);
            Search.Found found = rounds.get(place).run(standing, renumbered);
            return new Search.Found(
                CompiledAttack.within(standing, found.points()), found.effort());
          },
          listener);
    }
    Search.Found found = relay.found();
    for (int i = 0; i < examples.size(); i++) {
      found.effort().forward()[i]++;
    }
    return found;
  }

  /** The classes other than its label of each example, the likeliest first. */
  private static int[][] order(TargetModel model, Examples examples) {
    Judge judged = Judge.of(model, examples.originals(), examples.goal());
    int[][] order = new int[examples.size()][];
    for (int i = 0; i < order.length; i++) {
      order[i] = judged.best(i, examples.goal().label(i), model.classes() - 1);
    }
    return order;
  }
}
