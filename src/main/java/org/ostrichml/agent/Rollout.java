package org.ostrichml.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;

/**
 * Lets a policy act in many episodes side by side: at each step one forward pass of all that still
 * run, the action of the largest score each.
 *
 * @param model observations to one score for each action
 * @param environments makes a new environment for each episode
 * @param mostSteps an episode that is longer is ended
 */
public record Rollout(TargetModel model, Supplier<Environment> environments, int mostSteps) {

  /** Is told of the first episode, step by step. */
  @FunctionalInterface
  public interface Watcher {
    /** Watches nothing. */
    Watcher NONE = (observation, shown, action, reward) -> {};

    /**
     * Is told of a step.
     *
     * @param observation what there was to see, a batch of one
     * @param shown what the policy was shown instead
     * @param action what it did
     * @param reward what it earned
     */
    void onStep(Batch observation, Batch shown, int action, double reward);
  }

  /**
   * Runs episodes number 0 to {@code count} (exclusive); an episode depends on its number, the seed
   * and the disturbance alone.
   *
   * @throws OstrichException if an observation is not finite or does not fit the policy, or a
   *     reward is not a number
   */
  public Episodes run(int count, long seed, Disturbance disturbance, Watcher watcher) {
    model.requireClasses();
    List<Environment> worlds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      worlds.add(environments.get());
      worlds.get(i).reset(seed + i);
    }
    double[] returns = new double[count];
    long steps = 0;
    long disturbed = 0;
    long misled = 0;
    int[] running = IntStream.range(0, count).toArray();
    for (int step = 0; step < mostSteps && running.length > 0; step++) {
      Batch seen =
          Batch.concat(Arrays.stream(running).mapToObj(i -> observe(worlds.get(i))).toList());
      model.checkInput(seen);
      Batch probabilities = model.predict(seen);
      Batch shown =
          disturbance.disturb(new Disturbance.Observed(seen, probabilities, running, step));
      int[] meant = Prediction.classes(probabilities);
      int[] actions = shown == seen ? meant : Prediction.classes(model.predict(shown));
      boolean[] over = new boolean[running.length];
      for (int i = 0; i < running.length; i++) {
        Environment.Step outcome = worlds.get(running[i]).step(actions[i]);
        if (Double.isNaN(outcome.reward())) {
          throw new OstrichException(
              "%s gave a reward that is not a number.".formatted(name(worlds.get(running[i]))));
        }
        if (running[i] == 0) {
          watcher.onStep(seen.slice(0, 1), shown.slice(0, 1), actions[0], outcome.reward());
        }
        returns[running[i]] += outcome.reward();
        over[i] = outcome.isLast();
        steps++;
        disturbed += differs(seen, shown, i) ? 1 : 0;
        misled += actions[i] == meant[i] ? 0 : 1;
      }
      int[] before = running;
      running =
          IntStream.range(0, before.length).filter(i -> !over[i]).map(i -> before[i]).toArray();
    }
    return new Episodes(returns, steps, disturbed, misled);
  }

  private static Batch observe(Environment world) {
    Batch observation = world.observation();
    for (float value : observation.values()) {
      if (!Float.isFinite(value)) {
        throw new OstrichException(
            "%s showed an observation that holds %s: only finite values can be attacked."
                .formatted(name(world), value));
      }
    }
    if (observation.size() != 1) {
      throw new OstrichException(
          "%s showed an observation of the shape %s: the first axis is that of the batch, and 1."
              .formatted(name(world), Arrays.toString(observation.shape())));
    }
    return observation;
  }

  private static String name(Environment world) {
    return "The environment " + world.getClass().getSimpleName();
  }

  private static boolean differs(Batch seen, Batch shown, int example) {
    int stride = seen.exampleSize();
    int from = example * stride;
    return !Arrays.equals(seen.values(), from, from + stride, shown.values(), from, from + stride);
  }
}
