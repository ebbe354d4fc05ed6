package org.ostrichml.attack;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.objective.Losses;

/** Runs {@link Lbfgs}: the passes that the minimizations of all examples share. */
final class LbfgsSearch implements Search {
  /** A lead in the logits that no rounding of another pass turns round. */
  private static final float LEAD = 1e-5f;

  private final TargetModel model;
  private final Lbfgs attack;
  private final InputGradient targeted;
  private final InputGradient untargeted;

  LbfgsSearch(TargetModel model, Lbfgs attack) {
    this.model = model;
    this.attack = attack;
    this.targeted = InputGradient.of(model, Losses.CROSS_ENTROPY, model.logits());
    this.untargeted = InputGradient.of(model, Losses.MARGIN, model.logits());
  }

  @Override
  public Found run(Examples examples, StepListener listener) {
    List<LbfgsExample> all =
        IntStream.range(0, examples.size())
            .mapToObj(i -> new LbfgsExample(attack, examples, i))
            .toList();
    for (int number = 1; all.stream().anyMatch(each -> !each.isDone()); number++) {
      int[] rows = IntStream.range(0, all.size()).filter(i -> !all.get(i).isDone()).toArray();
      listener.onStep(step(examples, all, rows, number));
    }
    Effort effort = Effort.of(examples.size(), 0, 0);
    boolean[] reached = new boolean[examples.size()];
    for (int i = 0; i < reached.length; i++) {
      reached[i] = all.get(i).hasReached();
      effort.forward()[i] = all.get(i).steps();
      effort.backward()[i] = all.get(i).steps();
      effort.zeroGradient()[i] = all.get(i).zeroGradient();
    }
    Batch points = examples.batch(all.stream().map(LbfgsExample::result).toList());
    return new Found(Stretch.rounded(model, examples, points, reached, effort), effort);
  }

  /** One forward and one backward pass of the examples {@code rows}. */
  private StepListener.Step step(
      Examples examples, List<LbfgsExample> all, int[] rows, int number) {
    Goal goal = examples.select(rows).goal();
    Batch points = examples.batch(Arrays.stream(rows).mapToObj(i -> all.get(i).point()).toList());
    InputGradient gradient = examples.goal().targeted() ? targeted : untargeted;
    InputGradient.Value value =
        gradient.run(points, new IntArray(goal.labels(), new int[] {rows.length}));
    Judge judge = Judge.of(value.scores(), goal);
    float sign = examples.goal().sign();
    int stride = points.exampleSize();
    float[] losses = new float[rows.length];
    boolean[] reached = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double[] slopes = new double[stride];
      boolean finite = Float.isFinite(value.losses().values()[i]);
      for (int j = 0; j < stride; j++) {
        slopes[j] = -sign * value.gradient().values()[i * stride + j];
        finite &= Double.isFinite(slopes[j]);
      }
      if (!finite) {
        throw Judge.overflow();
      }
      losses[i] = sign * value.losses().values()[i];
      reached[i] = judge.leads()[i] > LEAD * Math.max(1, Math.abs(judge.score(i, goal.label(i))));
      all.get(rows[i]).tell(-losses[i], slopes, reached[i]);
    }
    return new StepListener.Step(0, number, rows, losses, reached);
  }
}
