package org.ostrichml.attack;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/**
 * Where examples stand, by one forward pass of each.
 *
 * @param scores the logits, [N, .., classes]
 * @param leads by how many logits each example is beyond the boundary of its goal, [N]; negative
 *     before it. Of several positions it is the lead that as many reach as the goal asks for.
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

  /** Judges logits that are known already, [N, .., classes]. */
  static Judge of(Batch scores, Goal goal) {
    int positions = goal.positions();
    int classes = scores.exampleSize() / positions;
    float[] leads = new float[scores.size()];
    boolean[] reached = new boolean[scores.size()];
    for (int example = 0; example < scores.size(); example++) {
      float[] each = new float[positions];
      int there = 0;
      int counting = 0;
      for (int position = 0; position < positions; position++) {
        int label = goal.label(example, position);
        if (label != Goal.ANY) {
          int from = (example * positions + position) * classes;
          int rival = leader(scores.values(), from, classes, label);
          float ahead = scores.values()[from + rival] - scores.values()[from + label];
          boolean otherWins = ahead > 0 || ahead == 0 && rival < label;
          there += goal.isReached(example, position, otherWins ? rival : label) ? 1 : 0;
          each[counting++] = goal.sign() * ahead;
        }
      }
      Arrays.sort(each, 0, counting);
      leads[example] = each[counting - (int) Math.ceil(goal.share() * counting)];
      reached[example] = (float) there / counting >= goal.share();
      if (!Float.isFinite(leads[example])) {
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

  private static int leader(float[] scores, int from, int classes, int label) {
    int best = label == 0 ? 1 : 0;
    for (int k = best + 1; k < classes; k++) {
      if (k != label && scores[from + k] > scores[from + best]) {
        best = k;
      }
    }
    return best;
  }

  /** The score of a class, where there is one vector for each example. */
  float score(int example, int label) {
    return scores.values()[example * scores.exampleSize() + label];
  }

  /** What stops an attack on a model that overflows. */
  static OstrichException overflow() {
    return new OstrichException(
        "The gradient of the loss is not a number for this input: the model overflows on it.");
  }
}
