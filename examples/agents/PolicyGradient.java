package agents;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ostrichml.agent.Environment;
import org.tensorflow.ndarray.Shape;
import training.Training;

/**
 * Policy gradient (Williams, 1992, "Simple statistical gradient-following algorithms for
 * connectionist reinforcement learning") with the mean at each time as its baseline. An action with
 * the advantage {@code A} is taught as the answer {@code p + A (onehot - p)}, where {@code p} are
 * the probabilities with which it was drawn: the gradient of the cross entropy there is that of
 * {@code -A log p[action]}.
 *
 * @param environments makes worlds
 * @param observations the shape of what is seen in them, the batch first
 * @param episodes how many are gone through between two lessons
 * @param discount of rewards, for each step that they lie ahead
 * @param rate of learning, which falls linearly to nothing
 * @param rounds how many times episodes are gone through
 */
record PolicyGradient(
    Supplier<? extends Environment> environments,
    Shape observations,
    int episodes,
    double discount,
    double rate,
    int rounds) {
  private static final int BATCH = 128;

  /** Trains a policy; prints how it fares. */
  void teach(Training training) {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < rounds; round++) {
      long first = (long) round * episodes;
      List<? extends Environment> worlds = Stream.generate(environments).limit(episodes).toList();
      IntStream.range(0, episodes).forEach(i -> worlds.get(i).reset(first + i));
      Experience experience =
          Experience.gather(
              seen -> training.scores(shape(seen.size()), seen.values()), worlds, discount, random);
      learn(training, experience, rate * (1 - (double) round / rounds), round);
      if (round % 10 == 9) {
        System.out.printf("round %d: mean return %.1f%n", round + 1, experience.meanReturn());
      }
    }
  }

  private void learn(Training training, Experience experience, double rate, int round) {
    double[] advantages = experience.advantages();
    List<Integer> order =
        IntStream.range(0, advantages.length).boxed().collect(Collectors.toList());
    Collections.shuffle(order, new Random(round));
    for (int from = 0; from + BATCH <= order.size(); from += BATCH) {
      List<Integer> chosen = order.subList(from, from + BATCH);
      int size = experience.moments().get(0).observation().length;
      int actions = experience.moments().get(0).probabilities().length;
      float[] seen = new float[BATCH * size];
      float[] answers = new float[BATCH * actions];
      for (int i = 0; i < BATCH; i++) {
        Experience.Moment moment = experience.moments().get(chosen.get(i));
        System.arraycopy(moment.observation(), 0, seen, i * size, size);
        float advantage = (float) advantages[chosen.get(i)];
        for (int k = 0; k < actions; k++) {
          float probability = moment.probabilities()[k];
          answers[i * actions + k] =
              probability + advantage * ((k == moment.action() ? 1 : 0) - probability);
        }
      }
      training.learn(shape(BATCH), seen, answers, rate);
    }
  }

  private Shape shape(long batch) {
    long[] axes = observations.asArray();
    axes[0] = batch;
    return Shape.of(axes);
  }
}
