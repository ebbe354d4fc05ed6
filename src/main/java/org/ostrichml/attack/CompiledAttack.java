package org.ostrichml.attack;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/**
 * An attack, ready to run on one model. Holds no native memory of its own: what it added to the
 * model's graph lives as long as the model. Safe for use by several threads.
 */
public final class CompiledAttack {
  /**
   * Nets that multiply less often for each value of an example move values most of their time,
   * which the threads of an op share badly: such batches are attacked in lanes. Not where the model
   * draws at random, as it draws for one run after the other.
   */
  private static final double LIGHT = 300;

  /** What fewer examples take is less than what it takes to start a lane. */
  private static final int SMALLEST_LANE = 96;

  private final TargetModel model;
  private final Threat threat;
  private final Search search;
  private final boolean isLight;

  CompiledAttack(TargetModel model, Threat threat, Search search) {
    this.model = model;
    this.threat = threat;
    this.search = search;
    this.isLight = !model.isRandom() && isLight(model);
  }

  private static boolean isLight(TargetModel model) {
    double values =
        Arrays.stream(model.inputShape())
            .skip(1)
            .mapToDouble(axis -> axis)
            .reduce(1, (a, b) -> a * b);
    return Multiplications.in(model) < LIGHT * values;
  }

  /** Attacks {@code originals}; see {@link #run(Batch, Goal, float[], StepListener)}. */
  public AdversarialBatch run(Batch originals, Goal goal) {
    return run(originals, goal, StepListener.NONE);
  }

  /** Attacks with the threat's epsilon; see {@link #run(Batch, Goal, float[], StepListener)}. */
  public AdversarialBatch run(Batch originals, Goal goal, StepListener listener) {
    float[] epsilon = new float[originals.size()];
    Arrays.fill(epsilon, threat.epsilon());
    return run(originals, goal, epsilon, listener);
  }

  /**
   * Attacks a batch. What comes out is not passed through the model once more.
   *
   * @param originals examples of the model's input shape, within its bounds unless the threat does
   *     not clip
   * @param goal one label for all examples, or one for each; where the model's output is a map, a
   *     label for each position, or one that holds at all of them
   * @param epsilon the budget of each example, in input units, [N]
   * @param listener told after every step, by one thread at a time and of each example in order; an
   *     exception it throws ends the attack
   * @throws OstrichException if the examples or labels do not fit the model, or its gradient is not
   *     a number
   */
  public AdversarialBatch run(Batch originals, Goal goal, float[] epsilon, StepListener listener) {
    model.checkInput(originals);
    Goal each = goal.on(model.positions());
    each.check(model.classes(), originals.size());
    int all = originals.size();
    int processors = Runtime.getRuntime().availableProcessors();
    int lane = (all + processors - 1) / processors;
    int size = model.batchSize(isLight ? Math.max(SMALLEST_LANE, lane) : all);
    Lanes lanes = new Lanes(listener, isLight);
    IntFunction<Search.Found> attack =
        part -> {
          int from = part * size;
          int to = Math.min(from + size, all);
          Examples examples =
              Examples.of(
                  originals.slice(from, to),
                  each.slice(from, to),
                  Arrays.copyOfRange(epsilon, from, to),
                  threat,
                  model.bounds());
          Search.Found found = search.run(examples, lanes.of(IntStream.range(from, to).toArray()));
          return new Search.Found(within(examples, found.points()), found.effort());
        };
    List<Search.Found> found = lanes.run((all + size - 1) / size, attack);
    return new AdversarialBatch(
        Batch.concat(found.stream().map(Search.Found::points).toList()),
        Effort.concat(found.stream().map(Search.Found::effort).toList()));
  }

  /** Points that are finite, and within epsilon as it is measured in double precision. */
  static Batch within(Examples examples, Batch points) {
    for (float value : points.values()) { // Without a call for each of millions.
      if (!(value >= -Float.MAX_VALUE && value <= Float.MAX_VALUE)) {
        throw Judge.overflow();
      }
    }
    if (examples.threat().norm() == Norm.LINF) {
      return points;
    }
    float[] values = points.values().clone();
    for (int example = 0; example < points.size(); example++) {
      Shrinking.within(examples, example, values, points.exampleSize());
    }
    return new Batch(values, points.shape());
  }
}
