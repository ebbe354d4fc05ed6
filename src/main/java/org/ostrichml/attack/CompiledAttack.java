package org.ostrichml.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final TargetModel model;
  private final Threat threat;
  private final Search search;

  CompiledAttack(TargetModel model, Threat threat, Search search) {
    this.model = model;
    this.threat = threat;
    this.search = search;
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
   * @param listener told after every step; an exception it throws ends the attack
   * @throws OstrichException if the examples or labels do not fit the model, or its gradient is not
   *     a number
   */
  public AdversarialBatch run(Batch originals, Goal goal, float[] epsilon, StepListener listener) {
    model.checkInput(originals);
    Goal each = goal.on(model.positions());
    each.check(model.classes(), originals.size());
    int size = model.batchSize(originals.size());
    List<Batch> points = new ArrayList<>();
    List<Effort> efforts = new ArrayList<>();
    for (int from = 0; from < originals.size(); from += size) {
      int to = Math.min(from + size, originals.size());
      Examples part =
          Examples.of(
              originals.slice(from, to),
              each.slice(from, to),
              Arrays.copyOfRange(epsilon, from, to),
              threat,
              model.bounds());
      int[] numbers = IntStream.range(from, to).toArray();
      Search.Found found = search.run(part, listener.of(numbers));
      points.add(within(part, found.points()));
      efforts.add(found.effort());
    }
    return new AdversarialBatch(Batch.concat(points), Effort.concat(efforts));
  }

  /** Points that are finite, and within epsilon as it is measured in double precision. */
  static Batch within(Examples examples, Batch points) {
    for (float value : points.values()) {
      if (!Float.isFinite(value)) {
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
