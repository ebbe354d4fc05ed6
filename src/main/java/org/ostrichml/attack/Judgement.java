package org.ostrichml.attack;

import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/**
 * What one forward pass says of points.
 *
 * @param reached whether each is at its goal, [N]
 * @param nearness how near each is to it, [N]; larger is nearer: the margin by which another class
 *     leads over the label, or the logarithm of the target's probability
 */
record Judgement(boolean[] reached, double[] nearness) {
  /**
   * Judges {@code points} by the model's logits.
   *
   * @throws OstrichException if one of them is not a number
   */
  static Judgement of(TargetModel model, Batch points, Goal goal) {
    Batch logits = model.logits(points);
    Judgement all = new Judgement(new boolean[points.size()], new double[points.size()]);
    for (int i = 0; i < points.size(); i++) {
      float[] scores = logits.slice(i, i + 1).values();
      int predicted = 0;
      for (int c = 1; c < scores.length; c++) {
        predicted = scores[c] > scores[predicted] ? c : predicted;
      }
      all.reached[i] = goal.isReached(i, predicted);
      all.nearness[i] =
          goal.targeted()
              ? logProbability(scores, goal.label(i), scores[predicted])
              : margin(scores, goal.label(i));
      if (Double.isNaN(all.nearness[i])) {
        throw new OstrichException(
            "The model's output is not a number for this input: the model overflows on it.");
      }
    }
    return all;
  }

  private static double margin(float[] scores, int label) {
    double other = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < scores.length; c++) {
      other = c == label ? other : Math.max(other, scores[c]);
    }
    return other - scores[label];
  }

  private static double logProbability(float[] scores, int label, double largest) {
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - largest);
    }
    return scores[label] - largest - Math.log(sum);
  }
}
