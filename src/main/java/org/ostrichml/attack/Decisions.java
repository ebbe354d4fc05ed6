package org.ostrichml.attack;

import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/** Whether a model takes points for what they are to be taken for; forward passes alone. */
final class Decisions {
  private Decisions() {}

  /** Whether each point reaches its goal: one forward pass each. */
  static boolean[] of(TargetModel model, Batch points, boolean targeted, int[] labels) {
    Batch scores = model.predict(points);
    boolean[] reached = new boolean[points.size()];
    for (int i = 0; i < reached.length; i++) {
      reached[i] = reached(scores, i, targeted, labels[i], 0);
    }
    return reached;
  }

  /**
   * Whether the scores of one example are those of a goal that is reached; a tie is not.
   *
   * @param scores logits or probabilities, [N, classes]
   * @param lead by how much one class must lead, in parts of its score or of 1
   */
  static boolean reached(Batch scores, int example, boolean targeted, int label, float lead) {
    int classes = scores.exampleSize();
    float own = scores.values()[example * classes + label];
    float other = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < classes; i++) {
      float score = scores.values()[example * classes + i];
      if (Float.isNaN(score)) {
        throw new OstrichException(
            "The output of the model is not a number for this input: the model overflows on it.");
      }
      other = i == label ? other : Math.max(other, score);
    }
    float ahead = targeted ? own - other : other - own;
    return ahead > lead * Math.max(1, Math.max(Math.abs(own), Math.abs(other)));
  }

  /** A batch of points of the shape of the examples. */
  static Batch batch(Examples examples, List<float[]> points) {
    int stride = examples.originals().exampleSize();
    float[] values = new float[points.size() * stride];
    for (int i = 0; i < points.size(); i++) {
      System.arraycopy(points.get(i), 0, values, i * stride, stride);
    }
    int[] shape = examples.originals().shape();
    shape[0] = points.size();
    return new Batch(values, shape);
  }
}
