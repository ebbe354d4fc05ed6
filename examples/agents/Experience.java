package agents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ostrichml.agent.Environment;
import org.ostrichml.data.Batch;

/** What an agent went through in several episodes, action by action. */
final class Experience {
  /**
   * One action.
   *
   * @param observation what was seen
   * @param probabilities of the actions, as the policy had them
   * @param action what was done
   * @param time how many steps its episode had made
   * @param toGo the rewards from then on, discounted
   */
  record Moment(float[] observation, float[] probabilities, int action, int time, double toGo) {}

  private final List<Moment> moments = new ArrayList<>();
  private double returns;

  /** The logits of the actions for some observations. */
  @FunctionalInterface
  interface Scores {
    /** One row for each observation. */
    float[] of(Batch observations);
  }

  /**
   * Lets a policy act by its probabilities.
   *
   * @param worlds one for each episode, reset
   */
  static Experience gather(
      Scores policy, List<? extends Environment> worlds, double discount, SplittableRandom random) {
    Experience experience = new Experience();
    List<List<Moment>> episodes =
        worlds.stream().<List<Moment>>map(w -> new ArrayList<>()).toList();
    double[][] rewards = new double[worlds.size()][];
    Arrays.fill(rewards, new double[0]);
    int[] running = IntStream.range(0, worlds.size()).toArray();
    for (int time = 0; running.length > 0; time++) {
      Batch seen =
          Batch.concat(Arrays.stream(running).mapToObj(i -> worlds.get(i).observation()).toList());
      float[] scores = policy.of(seen);
      int actions = scores.length / running.length;
      boolean[] over = new boolean[running.length];
      for (int i = 0; i < running.length; i++) {
        float[] own = softmax(Arrays.copyOfRange(scores, i * actions, (i + 1) * actions));
        int action = draw(own, random);
        Environment.Step step = worlds.get(running[i]).step(action);
        float[] observation = seen.slice(i, i + 1).values();
        episodes.get(running[i]).add(new Moment(observation, own, action, time, 0));
        double[] so = Arrays.copyOf(rewards[running[i]], time + 1);
        so[time] = step.reward();
        rewards[running[i]] = so;
        over[i] = step.isLast();
      }
      int[] before = running;
      running =
          IntStream.range(0, before.length).filter(i -> !over[i]).map(i -> before[i]).toArray();
    }
    for (int i = 0; i < episodes.size(); i++) {
      experience.add(episodes.get(i), rewards[i], discount);
    }
    experience.returns /= worlds.size();
    return experience;
  }

  private void add(List<Moment> episode, double[] rewards, double discount) {
    double toGo = 0;
    for (int time = rewards.length - 1; time >= 0; time--) {
      toGo = rewards[time] + discount * toGo;
      returns += rewards[time];
      Moment moment = episode.get(time);
      moments.add(new Moment(moment.observation, moment.probabilities, moment.action, time, toGo));
    }
  }

  /** The mean return of the episodes. */
  double meanReturn() {
    return returns;
  }

  /** All actions. */
  List<Moment> moments() {
    return moments;
  }

  /**
   * By how much each action was better than what its time brought on average, in standard
   * deviations.
   */
  double[] advantages() {
    int times = 1 + moments.stream().mapToInt(Moment::time).max().orElseThrow();
    double[] sums = new double[times];
    int[] counts = new int[times];
    for (Moment moment : moments) {
      sums[moment.time] += moment.toGo;
      counts[moment.time]++;
    }
    double[] advantages =
        moments.stream().mapToDouble(m -> m.toGo - sums[m.time] / counts[m.time]).toArray();
    double spread = Math.sqrt(Arrays.stream(advantages).map(a -> a * a).average().orElseThrow());
    return Arrays.stream(advantages).map(a -> a / Math.max(spread, 1e-8)).toArray();
  }

  private static int draw(float[] probabilities, SplittableRandom random) {
    double left = random.nextDouble();
    int action = 0;
    while (action < probabilities.length - 1 && left >= probabilities[action]) {
      left -= probabilities[action++];
    }
    return action;
  }

  private static float[] softmax(float[] scores) {
    double largest = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).max().orElse(0);
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - largest);
    }
    float[] probabilities = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = (float) (Math.exp(scores[i] - largest) / sum);
    }
    return probabilities;
  }
}
