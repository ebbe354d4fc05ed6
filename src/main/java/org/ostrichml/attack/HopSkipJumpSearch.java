package org.ostrichml.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/** Runs {@link HopSkipJump}: the passes that the queries of all examples share. */
final class HopSkipJumpSearch implements Search {
  /** How many queries a pass has at most, as long as there are no more examples. */
  private static final int ROWS = 64;

  private final TargetModel model;
  private final HopSkipJump attack;

  HopSkipJumpSearch(TargetModel model, HopSkipJump attack) {
    this.model = model;
    this.attack = attack;
  }

  @Override
  public Found run(Examples examples, StepListener listener) {
    List<HopSkipJumpExample> all =
        IntStream.range(0, examples.size())
            .mapToObj(i -> new HopSkipJumpExample(attack, examples, i))
            .toList();
    List<HopSkipJumpExample> standing = all;
    for (int number = 1; !standing.isEmpty(); number++) {
      listener.onStep(pass(examples, standing, number));
      standing = standing.stream().filter(each -> !each.isDone()).toList();
    }
    Effort effort = Effort.of(examples.size(), 0, 0);
    boolean[] reached = new boolean[examples.size()];
    for (int i = 0; i < reached.length; i++) {
      effort.forward()[i] = all.get(i).queries();
      reached[i] = all.get(i).hasReached();
    }
    Batch points = examples.batch(all.stream().map(HopSkipJumpExample::result).toList());
    return new Found(Stretch.rounded(model, examples, points, reached, effort), effort);
  }

  private StepListener.Step pass(Examples examples, List<HopSkipJumpExample> standing, int number) {
    List<float[]> points = new ArrayList<>();
    int[] rows = new int[Math.max(ROWS, standing.size())];
    for (HopSkipJumpExample each : standing) {
      for (float[] point : each.ask(Math.max(1, ROWS / standing.size()))) {
        rows[points.size()] = each.number();
        points.add(point);
      }
    }
    rows = Arrays.copyOf(rows, points.size());
    boolean[] reached =
        Judge.of(model, examples.batch(points), examples.goal().select(rows)).reached();
    int at = 0;
    for (HopSkipJumpExample each : standing) {
      at = each.tell(reached, at);
    }
    float[] losses = new float[rows.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = reached[i] ? 0 : -1;
    }
    return new StepListener.Step(0, number, rows, losses, reached);
  }
}
