package org.ostrichml.attack;

import java.util.Arrays;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.objective.Goal;

/** Chooses what is wanted of each example, knowing what the model makes of it. */
@FunctionalInterface
public interface GoalChoice {
  /** Sets the drawing of targets apart from that of starts with the same seed. */
  long TARGETS = 0x7A49E75L;

  /** To be taken for anything but the label. */
  GoalChoice UNTARGETED = (examples, labels, probabilities) -> Goal.untargeted(labels);

  /**
   * To be taken for the class that the model holds least likely, which is never the label: Kurakin,
   * Goodfellow and Bengio (2016), "Adversarial examples in the physical world", section 2.3. Of
   * several equally unlikely ones it is the first.
   */
  GoalChoice LEAST_LIKELY =
      (examples, labels, probabilities) -> {
        int[] targets = new int[labels.length];
        int classes = classes(probabilities);
        for (int i = 0; i < targets.length; i++) {
          int least = labels[i] == 0 ? 1 : 0;
          for (int c = least + 1; c < classes; c++) {
            float[] p = probabilities.values();
            if (c != labels[i] && p[i * classes + c] < p[i * classes + least]) {
              least = c;
            }
          }
          targets[i] = least;
        }
        return Goal.targeted(targets);
      };

  /**
   * Chooses the goals of a batch; what is chosen for an example depends on no other.
   *
   * @param examples float32, of the model's input shape
   * @param labels the class of each, [N]
   * @param probabilities what the model makes of them, [N, classes]
   * @return one goal for all, or one for each
   * @throws OstrichException if no goal can be chosen
   */
  Goal choose(Batch examples, int[] labels, Batch probabilities);

  /** To be taken for one class, the same for all. */
  static GoalChoice targeted(int target) {
    return (examples, labels, probabilities) -> {
      int[] targets = new int[labels.length];
      Arrays.fill(targets, target);
      return Goal.targeted(targets);
    };
  }

  /**
   * To be taken for a class drawn at random, all but the label equally likely. The draw depends on
   * the seed and the example's own values alone.
   */
  static GoalChoice random(long seed) {
    return (examples, labels, probabilities) -> {
      int[] targets = new int[labels.length];
      int classes = classes(probabilities);
      for (int i = 0; i < targets.length; i++) {
        int drawn = RandomStart.generator(seed ^ TARGETS, examples, i).nextInt(classes - 1);
        targets[i] = drawn < labels[i] ? drawn : drawn + 1;
      }
      return Goal.targeted(targets);
    };
  }

  private static int classes(Batch probabilities) {
    if (probabilities.exampleSize() < 2) {
      throw new OstrichException(
          "The model has a single class: there is no other that could be the target.");
    }
    return probabilities.exampleSize();
  }
}
