import java.nio.file.Path;
import org.ostrichml.agent.Catch;
import org.ostrichml.agent.Disturbance;
import org.ostrichml.agent.Misleading;
import org.ostrichml.agent.Noise;
import org.ostrichml.agent.Rollout;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.model.TargetModel;

/**
 * An agent that catches every ball it sees misses two of three, once each pixel of what it sees is
 * changed by a thirtieth of its range; noise of the same size does not disturb it.
 */
public final class AnAgentMisled {
  private static final float EPSILON = 8 / 255f;

  private AnAgentMisled() {}

  /**
   * Prints how many of ten balls are caught in the mean of 50 episodes: left alone, under noise,
   * misled at every step, and misled only where the agent strongly prefers one action.
   */
  public static void main(String[] arguments) {
    try (TargetModel policy = TargetModel.load(Path.of("saved_models/catch"))) {
      Rollout rollout = new Rollout(policy, Catch::new, 1000);
      Noise noise = new Noise(EPSILON, policy.bounds(), 1);
      Pgd pgd = new Pgd(Threat.linf(EPSILON), 10);
      Misleading always = new Misleading(pgd.compile(policy), null, 0);
      Misleading timed = new Misleading(pgd.compile(policy), null, 0.7);
      print("left alone", rollout, Disturbance.NONE);
      print("noise", rollout, noise);
      print("misled", rollout, always);
      print("now and then", rollout, timed);
    }
  }

  private static void print(String how, Rollout rollout, Disturbance disturbance) {
    System.out.printf(
        "%-12s  %.2f balls%n",
        how, rollout.run(50, 9_000_000, disturbance, Rollout.Watcher.NONE).mean());
  }
}
