package org.ostrichml.attack;

import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/**
 * Points drawn at random within epsilon, until one reaches the goal: what every attack of the same
 * size has to beat. In L-infinity each value is drawn uniformly from its box, else the point from
 * the ball. Asks the model for its scores alone.
 *
 * @param threat what may change
 * @param draws how many points each example has at most, at least 1
 * @param seed where the points come from; those of an example depend on this and its own values
 *     alone
 */
public record UniformNoise(Threat threat, int draws, long seed) implements Attack {
  /** How many draws say whether noise is enough. */
  public static final int DEFAULT_DRAWS = 10;

  /**
   * Checks the parameters.
   *
   * @throws OstrichException if there is no draw
   */
  public UniformNoise {
    if (draws < 1) {
      throw new OstrichException("The number of draws is " + draws + ": it must be at least 1.");
    }
  }

  @Override
  public int steps() {
    return draws;
  }

  @Override
  public UniformNoise withThreat(Threat other) {
    return new UniformNoise(other, draws, seed);
  }

  @Override
  public Search search(TargetModel model) {
    return (examples, listener) -> {
      Batch originals = examples.originals();
      int stride = originals.exampleSize();
      Batch points = new Batch(originals.values().clone(), originals.shape());
      Effort effort = Effort.of(examples.size(), 0, 0);
      int[] standing = IntStream.range(0, examples.size()).toArray();
      for (int draw = 0; draw < draws && standing.length > 0; draw++) {
        int[] rows = standing;
        Examples some = examples.select(rows);
        Batch drawn = RandomStart.uniform(some, seed + draw);
        Judge judged = Judge.of(model, drawn, some.goal());
        for (int i = 0; i < rows.length; i++) {
          effort.forward()[rows[i]]++;
          System.arraycopy(drawn.values(), i * stride, points.values(), rows[i] * stride, stride);
        }
        listener.onStep(new StepListener.Step(0, draw + 1, rows, judged.leads(), judged.reached()));
        standing = IntStream.of(judged.unreached()).map(i -> rows[i]).toArray();
      }
      return new Search.Found(points, effort);
    };
  }
}
