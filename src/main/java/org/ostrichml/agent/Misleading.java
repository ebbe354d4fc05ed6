package org.ostrichml.agent;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.data.Batch;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.objective.Goal;

/**
 * An attack on each observation: Huang et al. (2017), "Adversarial attacks on neural network
 * policies". It drives the policy away from the action that it would have taken, or towards a
 * chosen one.
 *
 * @param attack compiled for the policy
 * @param target the action to be taken; null for any other than the policy's own
 * @param preference attack only where the policy prefers its best action to its worst by more than
 *     this, in probability; 0 attacks always. The strategically timed attack of Lin et al. (2017),
 *     "Tactics of adversarial attack on deep reinforcement learning agents", equation 4.
 */
public record Misleading(CompiledAttack attack, Integer target, double preference)
    implements Disturbance {
  @Override
  public Batch disturb(Observed observed) {
    int[] actions = Prediction.classes(observed.probabilities());
    int[] rows =
        IntStream.range(0, actions.length)
            .filter(i -> preference(observed.probabilities(), i) > preference)
            .filter(i -> target == null || actions[i] != target)
            .toArray();
    if (rows.length == 0) {
      return observed.observations();
    }
    Goal goal =
        target == null
            ? Goal.untargeted(Arrays.stream(rows).map(i -> actions[i]).toArray())
            : Goal.targeted(target);
    Batch attacked = attack.run(observed.observations().select(rows), goal).examples();
    float[] values = observed.observations().values().clone();
    int stride = attacked.exampleSize();
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(attacked.values(), i * stride, values, rows[i] * stride, stride);
    }
    return new Batch(values, observed.observations().shape());
  }

  /** By how much the likeliest action leads over the least likely. */
  private static double preference(Batch probabilities, int row) {
    float[] own = probabilities.slice(row, row + 1).values();
    double largest = 0;
    double smallest = 1;
    for (float each : own) {
      largest = Math.max(largest, each);
      smallest = Math.min(smallest, each);
    }
    return largest - smallest;
  }
}
