package org.ostrichml.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.TargetModel;
import org.tensorflow.ndarray.Shape;

/**
 * A world of coins: the observation is a number from -1 to 1, and the right action is its sign. A
 * policy that takes the sign earns everything; within epsilon an attack turns exactly the coins
 * that are nearer to 0 than epsilon.
 */
class RolloutTest {
  private static final int COINS = 40;
  private static final int EPISODES = 25;
  private static final float EPSILON = 0.3f;

  @TempDir Path folder;

  /** Earns 1 for each coin whose sign is told. */
  public static class Coins implements Environment {
    private SplittableRandom random;
    private double coin;
    private int step;

    @Override
    public void reset(long seed) {
      random = new SplittableRandom(seed);
      step = 0;
      coin = random.nextDouble(-1, 1);
    }

    @Override
    public Step step(int action) {
      double reward = (action == 1) == (coin > 0) ? 1 : 0;
      coin = random.nextDouble(-1, 1);
      return new Step(reward, ++step == COINS);
    }

    @Override
    public Batch observation() {
      return new Batch(new float[] {(float) coin}, 1, 1);
    }
  }

  private TargetModel policy() {
    return TargetModel.load(
        Fixtures.savedModel(
            folder.resolve("policy"),
            Shape.of(-1, 1),
            (tf, x) -> tf.linalg.matMul(x, tf.constant(new float[][] {{-2, 2}}))));
  }

  /** How many coins of each episode are at least so far from 0. */
  private static double[] sure(double distance) {
    double[] counts = new double[EPISODES];
    for (int episode = 0; episode < EPISODES; episode++) {
      SplittableRandom random = new SplittableRandom(7 + episode);
      for (int i = 0; i < COINS; i++) {
        counts[episode] += Math.abs(random.nextDouble(-1, 1)) >= distance ? 1 : 0;
      }
    }
    return counts;
  }

  private static Episodes run(TargetModel model, Disturbance disturbance) {
    return new Rollout(model, Coins::new, 1000).run(EPISODES, 7, disturbance, Rollout.Watcher.NONE);
  }

  @Test
  void anAttackTurnsTheCoinsWithinEpsilon() {
    try (TargetModel model = policy()) {
      Threat threat = Threat.linf(EPSILON).withoutClip();
      Episodes clean = run(model, Disturbance.NONE);
      assertThat(clean.returns()).containsOnly(COINS);
      assertThat(clean.steps()).isEqualTo((long) COINS * EPISODES);
      assertThat(clean.disturbedShare()).isZero();
      assertThat(clean.halfWidth()).isZero();

      Episodes misled = run(model, new Misleading(new Fgsm(threat).compile(model), null, 0));
      assertThat(misled.returns()).containsExactly(sure(EPSILON));
      assertThat(misled.disturbedShare()).isEqualTo(1);
      assertThat(misled.misledShare()).isCloseTo(1 - misled.mean() / COINS, within(1e-12));
    }
  }

  /** The probabilities are softmax(-2c, 2c): the lead is tanh(2 |c|). */
  @Test
  void theTimedAttackWaitsForAPreference() {
    try (TargetModel model = policy()) {
      Threat threat = Threat.linf(EPSILON).withoutClip();
      double from = 0.1;
      Disturbance timed =
          new Misleading(new Fgsm(threat).compile(model), null, Math.tanh(2 * from));
      double[] expected = sure(EPSILON);
      double[] unsure = sure(from);
      for (int i = 0; i < EPISODES; i++) {
        expected[i] += COINS - unsure[i];
      }
      Episodes found = run(model, timed);
      assertThat(found.returns()).containsExactly(expected);
      assertThat(found.disturbed()).isEqualTo((long) java.util.Arrays.stream(unsure).sum());
    }
  }

  @Test
  void aTargetIsTakenWhereItCanBe() {
    try (TargetModel model = policy()) {
      Threat threat = Threat.linf(2).withoutClip();
      List<Integer> actions = new ArrayList<>();
      new Rollout(model, Coins::new, 1000)
          .run(
              2,
              7,
              new Misleading(new Fgsm(threat).compile(model), 1, 0),
              (seen, shown, action, reward) -> actions.add(action));
      assertThat(actions).hasSize(COINS).containsOnly(1);
    }
  }

  @Test
  void noiseIsWithinEpsilonAndOfItsSeed() {
    try (TargetModel model = policy()) {
      Noise noise = new Noise(EPSILON, new Bounds(-1, 1), 3);
      Rollout rollout = new Rollout(model, Coins::new, 1000);
      List<Float> changes = new ArrayList<>();
      Rollout.Watcher watcher =
          (seen, shown, action, reward) -> changes.add(shown.values()[0] - seen.values()[0]);
      Episodes once = rollout.run(EPISODES, 7, noise, watcher);
      assertThat(changes).allMatch(change -> Math.abs(change) <= EPSILON + 1e-6);
      assertThat(rollout.run(EPISODES, 7, noise, Rollout.Watcher.NONE).returns())
          .containsExactly(once.returns());
      assertThat(run(model, new Noise(EPSILON, new Bounds(-1, 1), 4)).returns())
          .isNotEqualTo(once.returns());
      assertThat(rollout.run(3, 7, noise, Rollout.Watcher.NONE).returns())
          .containsExactly(once.returns()[0], once.returns()[1], once.returns()[2]);
    }
  }

  @Test
  void worldsThatGoWrongAreNamed() {
    try (TargetModel model = policy()) {
      refused(model, new float[] {Float.NaN}, 0, "Broken showed an observation that holds NaN");
      refused(model, new float[] {0, 0}, 0, "shape [1, 2]", "[-1, 1]");
      refused(model, new float[] {0}, Double.NaN, "Broken gave a reward that is not a number");
    }
    assertThatThrownBy(() -> Environments.of("chess"))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll("'chess'", "cartpole, catch");
    assertThat(Environments.of(Coins.class.getName()).get()).isInstanceOf(Coins.class);
  }

  private static void refused(TargetModel model, float[] seen, double reward, String... parts) {
    class Broken implements Environment {
      @Override
      public void reset(long seed) {}

      @Override
      public Step step(int action) {
        return new Step(reward, true);
      }

      @Override
      public Batch observation() {
        return new Batch(seen, 1, seen.length);
      }
    }

    assertThatThrownBy(
            () ->
                new Rollout(model, Broken::new, 5)
                    .run(1, 0, Disturbance.NONE, Rollout.Watcher.NONE))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(parts);
  }
}
