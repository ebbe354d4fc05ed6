package org.ostrichml.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.Standstill;
import org.ostrichml.attack.StepListener;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/**
 * One series on its way through a data set. What has reached its goal at one epsilon is not
 * attacked at a larger one.
 */
final class SeriesRun {
  private static final double NANOS_PER_SECOND = 1e9;

  private final TargetModel model;
  private final AttackSeries series;
  private final List<CompiledAttack> compiled;
  private final List<Fate> fates = new ArrayList<>();
  private long forwardPasses;
  private long backwardPasses;
  private long nanos;
  private int zeroGradients;

  SeriesRun(TargetModel model, AttackSeries series) {
    this.model = model;
    this.series = series;
    this.compiled = series.runs().stream().map(attack -> Standstill.unless(attack, model)).toList();
  }

  /** What became of each example so far. */
  List<Fate> fates() {
    return fates;
  }

  /** How many steps an example makes at most, over all epsilons. */
  long mostSteps() {
    return series.runs().stream().mapToLong(Attack::steps).sum();
  }

  /** Attacks examples that are taken for their labels, and tells what came of it. */
  Attempt attack(Batch originals, int[] labels, Goal goal, StepListener listener) {
    Examples examples = new Examples(originals, labels, goal);
    for (int run = 0; run < compiled.size(); run++) {
      int[] standing = examples.standing();
      if (standing.length == 0) {
        break;
      }
      Batch some = originals.select(standing);
      Goal own = goal.select(standing);
      StepListener rise = examples.rise.of(standing);
      long start = System.nanoTime();
      AdversarialBatch result =
          compiled
              .get(run)
              .run(
                  some,
                  own,
                  step -> {
                    rise.onStep(step);
                    listener.onStep(step);
                  });
      nanos += System.nanoTime() - start;
      examples.judge(run, standing, result);
    }
    return examples.close();
  }

  /** The curve so far. */
  RobustnessCurve curve(Proportion clean) {
    return new RobustnessCurve(
        series.name(),
        series.attacks().get(0).steps(),
        series.minimizesDistance(),
        Fate.points(series.epsilons(), fates, clean),
        forwardPasses,
        backwardPasses,
        nanos / NANOS_PER_SECOND,
        zeroGradients);
  }

  /** One batch and what is known of it. */
  private final class Examples {
    private final Batch originals;
    private final int[] labels;
    private final Goal goal;
    private final Fate[] known;
    private final boolean[] zeroGradient;
    private final LossRise rise;
    private final float[] found;
    private long forward;
    private long backward;

    Examples(Batch originals, int[] labels, Goal goal) {
      this.originals = originals;
      this.labels = labels;
      this.goal = goal;
      this.known = new Fate[labels.length];
      this.zeroGradient = new boolean[labels.length];
      this.rise = new LossRise(labels.length);
      this.found = originals.values().clone();
      Arrays.fill(known, new Fate(Fate.NEVER, Fate.NEVER, null));
    }

    int[] standing() {
      return IntStream.range(0, known.length)
          .filter(i -> known[i].reached() == Fate.NEVER)
          .toArray();
    }

    /** Judges what a run made of the examples numbered {@code rows}, by a forward pass. */
    void judge(int run, int[] rows, AdversarialBatch result) {
      Batch points = result.examples();
      forward += result.effort().totalForward();
      backward += result.effort().totalBackward();
      int[] predicted = Prediction.classes(model.predict(points));
      for (int i = 0; i < rows.length; i++) {
        int row = rows[i];
        zeroGradient[row] |= result.effort().zeroGradient()[i];
        Distance distance =
            Distance.between(originals.slice(row, row + 1), points.slice(i, i + 1), model.bounds());
        int number = number(run, distance);
        boolean reached = goal.isReached(row, predicted[i]) && number != Fate.NEVER;
        known[row] =
            new Fate(
                predicted[i] == labels[row]
                    ? known[row].fell()
                    : Math.min(known[row].fell(), number),
                reached ? number : Fate.NEVER,
                reached ? distance : null);
        if (reached) {
          int size = originals.exampleSize();
          System.arraycopy(points.values(), i * size, found, row * size, size);
        }
      }
    }

    /** The number of the first epsilon that allows a result of this run. */
    private int number(int run, Distance distance) {
      List<Float> epsilons = series.epsilons();
      if (!series.minimizesDistance()) {
        return epsilons.size() - compiled.size() + run;
      }
      double length = distance.in(series.norm());
      return IntStream.range(0, epsilons.size())
          .filter(k -> length <= epsilons.get(k))
          .findFirst()
          .orElse(Fate.NEVER);
    }

    /** Adds what is known to the whole. */
    Attempt close() {
      boolean[] reached = new boolean[known.length];
      for (int i = 0; i < reached.length; i++) {
        reached[i] = known[i].reached() != Fate.NEVER;
        zeroGradients += zeroGradient[i] ? 1 : 0;
      }
      fates.addAll(Arrays.asList(known));
      forwardPasses += forward;
      backwardPasses += backward;
      return new Attempt(
          series.largest(),
          new Batch(found, originals.shape()),
          reached,
          zeroGradient,
          rise,
          forward,
          backward);
    }
  }
}
