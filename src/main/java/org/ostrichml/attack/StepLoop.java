package org.ostrichml.attack;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/** Repeats the step of an attack; the loop that all of them share. */
final class StepLoop implements Search {
  private final TargetModel model;
  private final StepAttack attack;
  private final StepSchedule schedule;

  StepLoop(TargetModel model, StepAttack attack) {
    this(model, attack, StepSchedule.of(model, attack));
  }

  StepLoop(TargetModel model, StepAttack attack, StepSchedule schedule) {
    this.model = model;
    this.attack = attack;
    this.schedule = schedule;
  }

  @Override
  public Found run(Examples examples, StepListener listener) {
    return run(examples, new float[examples.size()], listener);
  }

  /** As above, with a value of {@link StepContext#extra} for each example. */
  Found run(Examples examples, float[] extra, StepListener listener) {
    Progress progress = new Progress(examples);
    int[] standing = IntStream.range(0, examples.size()).toArray();
    for (int restart = 0; restart < attack.options().restarts() && standing.length > 0; restart++) {
      Batch starts = attack.start(examples.select(standing), restart);
      try (StepState state =
          new StepState(model, schedule.step(), attack, examples, extra, standing, starts)) {
        for (int number = 0; number < attack.steps() && state.size() > 0; ) {
          StepGraph next = schedule.next(state.size(), attack.steps() - number);
          state.step(next, number);
          for (int step = 0; step < next.length(); step++) {
            progress.count(state, step);
            tell(listener, restart, number + step, state, step);
          }
          if (attack.options().stopEarly()) {
            progress.leave(state, state.reached(next.length() - 1), StepState::seen);
          } else {
            progress.leave(state, state.stopped(), StepState::results);
          }
          number += next.length();
        }
        progress.finish(state, attack.options().restarts() > 1);
      }
      standing = progress.standing();
    }
    return progress.found();
  }

  private static void tell(
      StepListener listener, int restart, int number, StepState state, int step) {
    int[] moved = state.moved(step);
    int[] examples = new int[moved.length];
    float[] losses = new float[moved.length];
    boolean[] reached = new boolean[moved.length];
    for (int i = 0; i < moved.length; i++) {
      examples[i] = state.rows()[moved[i]];
      losses[i] = state.losses(step)[moved[i]];
      reached[i] = state.reached(step)[moved[i]];
    }
    if (examples.length > 0) {
      listener.onStep(new StepListener.Step(restart, number + 1, examples, losses, reached));
    }
  }

  /** What is known of all examples, over all restarts. */
  private static final class Progress {
    private final Examples examples;
    private final float[] points;
    private final Effort effort;
    private final boolean[] reached;
    private final float[] best;

    Progress(Examples examples) {
      this.examples = examples;
      this.points = examples.originals().values().clone();
      this.effort = Effort.of(examples.size(), 0, 0);
      this.reached = new boolean[examples.size()];
      this.best = new float[examples.size()];
      Arrays.fill(effort.zeroGradient(), true);
      Arrays.fill(best, Float.NEGATIVE_INFINITY);
    }

    /** Counts one of the last steps. */
    void count(StepState state, int step) {
      for (int i : state.moved(step)) {
        int row = state.rows()[i];
        float magnitude = state.magnitudes(step)[i];
        effort.forward()[row]++;
        effort.backward()[row]++;
        effort.zeroGradient()[row] &= magnitude == 0;
        if (!Float.isFinite(magnitude) || !Float.isFinite(state.losses(step)[i])) {
          throw Judge.overflow();
        }
      }
    }

    /** Some examples leave, with what they have come to. */
    void leave(StepState state, boolean[] gone, Function<StepState, Batch> with) {
      if (anyOf(gone)) {
        Batch left = with.apply(state);
        for (int i = 0; i < gone.length; i++) {
          if (gone[i]) {
            take(state.rows()[i], left, i);
            reached[state.rows()[i]] = true;
          }
        }
        state.keep(IntStream.range(0, gone.length).filter(i -> !gone[i]).toArray());
      }
    }

    /** Takes the results of the last step; where starts compete, only what is better. */
    void finish(StepState state, boolean compete) {
      if (state.size() == 0) {
        return;
      }
      Batch results = state.results();
      if (compete) {
        state.judge(results);
      }
      for (int i = 0; i < state.size(); i++) {
        int row = state.rows()[i];
        if (!compete) {
          take(row, results, i);
          continue;
        }
        effort.forward()[row]++;
        reached[row] = state.reached(0)[i];
        if (reached[row] || !(state.losses(0)[i] <= best[row])) {
          best[row] = state.losses(0)[i];
          take(row, results, i);
        }
      }
    }

    private void take(int row, Batch from, int index) {
      int stride = examples.originals().exampleSize();
      System.arraycopy(from.values(), index * stride, points, row * stride, stride);
    }

    int[] standing() {
      return IntStream.range(0, reached.length).filter(i -> !reached[i]).toArray();
    }

    Found found() {
      return new Found(new Batch(points, examples.originals().shape()), effort);
    }

    private static boolean anyOf(boolean[] flags) {
      for (boolean flag : flags) {
        if (flag) {
          return true;
        }
      }
      return false;
    }
  }
}
