package org.ostrichml.objective;

import org.ostrichml.OstrichException;

/**
 * What an attack wants of each example: away from its label, or towards a target. This is the one
 * place that decides the sign of a step.
 *
 * @param targeted whether {@code labels} are to be reached, rather than left
 * @param labels one class for every example, or one for each; shared, not copied
 */
public record Goal(boolean targeted, int... labels) {
  /**
   * Checks that there is a label.
   *
   * @throws OstrichException if there is none, or one is negative
   */
  public Goal {
    if (labels.length == 0) {
      throw new OstrichException("A goal needs at least one label.");
    }
    for (int label : labels) {
      if (label < 0) {
        throw new OstrichException("The label " + label + " is negative: classes count from 0.");
      }
    }
  }

  /** To be taken for anything but its label. */
  public static Goal untargeted(int... labels) {
    return new Goal(false, labels);
  }

  /** To be taken for the target. */
  public static Goal targeted(int... labels) {
    return new Goal(true, labels);
  }

  /** The direction of a step along the gradient of the loss: +1 climbs, -1 descends. */
  public float sign() {
    return targeted ? -1 : 1;
  }

  /** The label or target of one example. */
  public int label(int example) {
    return labels[labels.length == 1 ? 0 : example];
  }

  /** Whether the goal is reached for an example that is now taken for class {@code predicted}. */
  public boolean isReached(int example, int predicted) {
    return targeted == (predicted == label(example));
  }

  /** One label for each of {@code examples} examples, from number {@code from} on. */
  public int[] labels(int from, int examples) {
    int[] each = new int[examples];
    for (int i = 0; i < examples; i++) {
      each[i] = label(from + i);
    }
    return each;
  }

  /**
   * Checks that this goal fits a model and a batch.
   *
   * @param classes the number of classes of the model
   * @param examples the number of examples
   * @throws OstrichException if a label is no class, or there are not as many labels as examples
   */
  public void check(int classes, int examples) {
    if (labels.length != 1 && labels.length != examples) {
      throw new OstrichException(
          "There are %d labels for %d examples: give one, or one for each."
              .formatted(labels.length, examples));
    }
    for (int label : labels) {
      if (label >= classes) {
        throw new OstrichException(
            "The label %d is no class of the model: its classes are 0 to %d."
                .formatted(label, classes - 1));
      }
    }
  }
}
