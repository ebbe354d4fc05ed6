package org.ostrichml.evaluate;

import java.util.List;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/**
 * What became of one picture under attack, judged on the picture as it was saved and read back.
 *
 * @param image the name of the picture's file
 * @param before the most probable classes of the original, the most probable first
 * @param after the same of the saved picture
 * @param target the class that was wanted of it; null where that was any other
 * @param succeeded whether the saved picture reaches the goal
 * @param distance between the original as the model sees it and the saved picture
 */
public record Verdict(
    String image,
    List<Prediction> before,
    List<Prediction> after,
    String target,
    boolean succeeded,
    Distance distance) {

  /**
   * Judges a saved picture, with one forward pass.
   *
   * @param original the original as the model sees it, a batch of one
   * @param saved what was read back from the file, likewise
   * @param goal what was wanted of this picture
   * @param count how many classes to list
   */
  public static Verdict of(
      TargetModel model,
      String image,
      List<Prediction> before,
      Batch original,
      Batch saved,
      Goal goal,
      int count) {
    List<Prediction> after = Prediction.top(model, saved, count).get(0);
    return new Verdict(
        image,
        before.subList(0, Math.min(count, before.size())),
        after,
        goal.targeted() ? model.labels().name(goal.label(0)) : null,
        goal.isReached(0, after.get(0).index()),
        Distance.between(original, saved, model.bounds()));
  }
}
