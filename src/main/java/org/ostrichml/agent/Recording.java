package org.ostrichml.agent;

import java.util.ArrayList;
import java.util.List;
import org.ostrichml.data.Batch;

/** The first episode of a rollout, step by step, as far as there is room. */
public final class Recording implements Rollout.Watcher {
  private final int room;
  private final List<Moment> moments = new ArrayList<>();
  private double earned;

  /**
   * One step.
   *
   * @param observation what there was to see, a batch of one
   * @param shown what the policy was shown instead
   * @param earned the sum of the rewards so far, that of this step included
   */
  public record Moment(Batch observation, Batch shown, double earned) {}

  /** Records no more than {@code room} steps. */
  public Recording(int room) {
    this.room = room;
  }

  @Override
  public void onStep(Batch observation, Batch shown, int action, double reward) {
    earned += reward;
    if (moments.size() < room) {
      moments.add(new Moment(observation, shown, earned));
    }
  }

  /** The steps in their order. */
  public List<Moment> moments() {
    return List.copyOf(moments);
  }
}
