package org.ostrichml.attack;

import java.util.List;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.objective.Goal;

/**
 * The examples of one batch under attack, and what may be done to them.
 *
 * @param originals float32, of the model's input shape
 * @param goal one label for all of them, or one for each
 * @param aim what the loss is of; the goal itself, but where an attack tries classes of its own
 *     choice to reach it
 * @param epsilon the budget of each example, in input units, [N]
 * @param threat what may change; its epsilon is not read where {@code epsilon} stands
 * @param box the values each element may take
 * @param bounds the model's input range
 */
public record Examples(
    Batch originals, Goal goal, Goal aim, float[] epsilon, Threat threat, Box box, Bounds bounds) {

  /**
   * Examples with the box that belongs to them.
   *
   * @throws org.ostrichml.OstrichException if an original is not finite, or violates bounds that
   *     count
   */
  static Examples of(Batch originals, Goal goal, float[] epsilon, Threat threat, Bounds bounds) {
    Box box = Box.around(originals, epsilon, threat, bounds);
    return new Examples(originals, goal, goal, epsilon, threat, box, bounds);
  }

  /** How many there are. */
  public int size() {
    return originals.size();
  }

  /** A batch of points of the shape of the originals. */
  Batch batch(List<float[]> points) {
    int stride = originals.exampleSize();
    float[] values = new float[points.size() * stride];
    for (int i = 0; i < points.size(); i++) {
      System.arraycopy(points.get(i), 0, values, i * stride, stride);
    }
    int[] shape = originals.shape();
    shape[0] = points.size();
    return new Batch(values, shape);
  }

  /** Those whose numbers are in {@code rows}, in that order. */
  public Examples select(int[] rows) {
    float[] budgets = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      budgets[i] = epsilon[rows[i]];
    }
    return new Examples(
        originals.select(rows),
        goal.select(rows),
        aim.select(rows),
        budgets,
        threat,
        new Box(box.lower().select(rows), box.upper().select(rows)),
        bounds);
  }

  /** The same examples, driven towards these classes, one for each. */
  Examples towards(int[] classes) {
    return new Examples(originals, goal, Goal.targeted(classes), epsilon, threat, box, bounds);
  }
}
