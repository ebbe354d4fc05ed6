package org.ostrichml.objective;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;

/**
 * What an attack wants of each example: away from its labels, or towards a target. This is the one
 * place that decides the sign of a step.
 *
 * <p>An example has one label for each position of the model's output: one where that is a vector
 * of classes, one for each pixel where it is a map, one for each view where an example is seen
 * several times.
 *
 * @param targeted whether {@code labels} are to be reached, rather than left
 * @param labels {@code positions} for every example alike, or as many for each, one example after
 *     another; shared, not copied. {@link #ANY} where a position does not count.
 * @param positions how many labels an example has, at least 1
 * @param share the part of an example's positions that count which have to be where they should for
 *     the goal to be reached, more than 0 and at most 1
 */
public record Goal(boolean targeted, int[] labels, int positions, float share) {
  /** The label of a position of a map that does not count. */
  public static final int ANY = -1;

  /**
   * Checks that there is a label.
   *
   * @throws OstrichException if there is none, one is negative, there are too few for the
   *     positions, or the share is none
   */
  public Goal {
    if (labels.length == 0) {
      throw new OstrichException("A goal needs at least one label.");
    }
    int smallest = positions == 1 ? 0 : ANY;
    for (int label : labels) {
      if (label < smallest) {
        throw new OstrichException("The label " + label + " is negative: classes count from 0.");
      }
    }
    if (positions < 1 || labels.length % positions != 0) {
      throw new OstrichException(
          "There are %d labels: give as many for each example as it has positions, which is %d."
              .formatted(labels.length, positions));
    }
    if (!(share > 0 && share <= 1)) {
      throw new OstrichException(
          "The share of positions is " + share + ": it must be more than 0 and at most 1.");
    }
  }

  /** A goal for outputs of one position. */
  public Goal(boolean targeted, int... labels) {
    this(targeted, labels, 1, 1);
  }

  /** To be taken for anything but its label. */
  public static Goal untargeted(int... labels) {
    return new Goal(false, labels);
  }

  /** To be taken for the target. */
  public static Goal targeted(int... labels) {
    return new Goal(true, labels);
  }

  /** This goal, reached where {@code part} of the positions are where they should be. */
  public Goal withShare(float part) {
    return new Goal(targeted, labels, positions, part);
  }

  /**
   * This goal for outputs of so many positions; where it has one label for an example, that holds
   * at all of them.
   *
   * @param count 1 or more, or -1 where it is not known
   * @throws OstrichException if it has labels for another number of positions
   */
  public Goal on(int count) {
    if (count == positions || count < 0) {
      return this;
    }
    if (positions > 1) {
      throw new OstrichException(
          "The goal has labels for %d positions, and the model's output %d."
              .formatted(positions, count));
    }
    int[] spread = new int[labels.length * count];
    Arrays.setAll(spread, i -> labels[i / count]);
    return new Goal(targeted, spread, count, share);
  }

  /** The direction of a step along the gradient of the loss: +1 climbs, -1 descends. */
  public float sign() {
    return targeted ? -1 : 1;
  }

  /** The label or target of one example's first position. */
  public int label(int example) {
    return label(example, 0);
  }

  /** The label or target of one example at a position. */
  public int label(int example, int position) {
    return labels[labels.length == positions ? position : example * positions + position];
  }

  /** Whether a position is where it should be that is now taken for class {@code predicted}. */
  public boolean isReached(int example, int position, int predicted) {
    return targeted == (predicted == label(example, position));
  }

  /** Whether the goal is reached for an example that is now taken for class {@code predicted}. */
  public boolean isReached(int example, int predicted) {
    return isReached(example, 0, predicted);
  }

  /** The goal of the examples whose numbers are in {@code rows}, with labels for each. */
  public Goal select(int[] rows) {
    int[] each = new int[rows.length * positions];
    for (int i = 0; i < each.length; i++) {
      each[i] = label(rows[i / positions], i % positions);
    }
    return new Goal(targeted, each, positions, share);
  }

  /** The goal of examples number {@code from} to {@code to} (exclusive), with labels for each. */
  public Goal slice(int from, int to) {
    return select(IntStream.range(from, to).toArray());
  }

  /**
   * Checks that this goal fits a model and a batch.
   *
   * @param classes the number of classes of the model
   * @param examples the number of examples
   * @throws OstrichException if a label is no class, or there are not as many labels as examples
   */
  public void check(int classes, int examples) {
    if (labels.length != positions && labels.length != examples * positions) {
      throw new OstrichException(
          "There are %d labels for %d examples: give one, or one for each."
              .formatted(labels.length / positions, examples));
    }
    for (int label : labels) {
      if (label >= classes) {
        throw new OstrichException(
            "The label %d is no class of the model: its classes are 0 to %d."
                .formatted(label, classes - 1));
      }
    }
    for (int example = 0; example < labels.length / positions; example++) {
      int first = example * positions;
      if (Arrays.stream(labels, first, first + positions).allMatch(label -> label == ANY)) {
        throw new OstrichException("No position of example %d counts.".formatted(example));
      }
    }
  }
}
