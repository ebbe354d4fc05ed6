package org.ostrichml.attack;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/** The random search of {@link Square}: all examples that stand, in one forward pass a query. */
final class SquareSearch implements Search {
  private final TargetModel model;
  private final Square attack;

  SquareSearch(TargetModel model, Square attack) {
    this.model = model;
    this.attack = attack;
  }

  @Override
  public Found run(Examples examples, StepListener listener) {
    Batch originals = examples.originals();
    PixelGrid grid = PixelGrid.of(originals.exampleShape());
    Squares squares =
        examples.threat().norm() == Norm.L2
            ? new L2Squares(examples, grid)
            : new LinfSquares(examples, grid);
    SplittableRandom[] random = new SplittableRandom[examples.size()];
    for (int i = 0; i < random.length; i++) {
      random[i] = RandomStart.generator(attack.seed(), originals, i);
    }
    int stride = originals.exampleSize();
    Batch points = new Batch(originals.values().clone(), originals.shape());
    Batch candidates = new Batch(originals.values().clone(), originals.shape());
    float[] nearest = new float[examples.size()];
    Effort effort = Effort.of(examples.size(), 0, 0);
    int[] standing = IntStream.range(0, examples.size()).toArray();
    for (int query = 0; query < attack.queries() && standing.length > 0; query++) {
      for (int row : standing) {
        if (query == 0) {
          squares.start(row, random[row], candidates.values());
        } else {
          squares.change(row, attack.share(query), random[row], candidates.values());
        }
      }
      Judge judged = Judge.of(model, candidates.select(standing), examples.goal().select(standing));
      float[] losses = new float[standing.length];
      for (int i = 0; i < standing.length; i++) {
        int row = standing[i];
        effort.forward()[row]++;
        boolean better = query == 0 || judged.reached()[i] || judged.leads()[i] > nearest[row];
        nearest[row] = better ? judged.leads()[i] : nearest[row];
        losses[i] = nearest[row];
        Batch from = better ? candidates : points;
        Batch to = better ? points : candidates;
        System.arraycopy(from.values(), row * stride, to.values(), row * stride, stride);
      }
      listener.onStep(
          new StepListener.Step(0, query + 1, standing, losses, judged.reached().clone()));
      int[] asked = standing;
      standing =
          IntStream.range(0, asked.length)
              .filter(i -> !judged.reached()[i])
              .map(i -> asked[i])
              .toArray();
    }
    return new Found(points, effort);
  }
}
