package org.ostrichml.attack;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/**
 * Where examples stand, by one forward pass of each.
 *
 * @param scores the logits, [N, classes]
 * @param leads by how many logits each example is beyond the boundary of its goal, [N]; negative
 *     before it
 * @param reached whether each has reached its goal, [N]
 */
record Judge(Batch scores, float[] leads, boolean[] reached) {
  /**
   * Judges points.
   *
   * @throws OstrichException if a logit is not a number
   */
  static Judge of(TargetModel model, Batch points, Goal goal) {
    return of(model.scores(points), goal);
  }

  /** Judges logits that are known already, [N, classes]. */
  static Judge of(Batch scores, Goal goal) {
    float[] leads = new float[scores.size()];
    boolean[] reached = new boolean[scores.size()];
    for (int i = 0; i < scores.size(); i++) {
      int label = goal.label(i);
      int rival = leader(scores, i, label);
      float ahead = score(scores, i, rival) - score(scores, i, label);
      leads[i] = goal.sign() * ahead;
      boolean otherWins = ahead > 0 || ahead == 0 && rival < label;
      reached[i] = goal.isReached(i, otherWins ? rival : label);
      if (!Float.isFinite(leads[i])) {
        throw overflow();
      }
    }
    return new Judge(scores, leads, reached);
  }

  /** Those at some places alone. */
  Judge select(int[] places) {
    float[] some = new float[places.length];
    boolean[] those = new boolean[places.length];
    for (int i = 0; i < places.length; i++) {
      some[i] = leads[places[i]];
      those[i] = reached[places[i]];
    }
    return new Judge(scores.select(places), some, those);
  }

  /** The places of those that have not reached their goal. */
  int[] unreached() {
    return IntStream.range(0, reached.length).filter(i -> !reached[i]).toArray();
  }

  /** The {@code count} classes with the largest scores of an example, {@code label} aside. */
  int[] best(int example, int label, int count) {
    return IntStream.range(0, scores.exampleSize())
        .filter(k -> k != label)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> -score(example, k)))
        .limit(count)
        .mapToInt(k -> k)
        .toArray();
  }

  private static int leader(Batch scores, int example, int label) {
    int best = label == 0 ? 1 : 0;
    for (int k = best + 1; k < scores.exampleSize(); k++) {
      if (k != label && score(scores, example, k) > score(scores, example, best)) {
        best = k;
      }
    }
    return best;
  }

  private static float score(Batch scores, int example, int label) {
    return scores.values()[example * scores.exampleSize() + label];
  }

  /** The score of a class. */
  float score(int example, int label) {
    return score(scores, example, label);
  }

  /** What stops an attack on a model that overflows. */
  static OstrichException overflow() {
    return new OstrichException(
        "The gradient of the loss is not a number for this input: the model overflows on it.");
  }
}
