package org.ostrichml.evaluate;

import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/**
 * What became of the map that a model sees in one picture, judged on the picture as it was saved
 * and read back.
 *
 * @param image the name of the picture's file
 * @param reachedBefore the part of the pixels that are to change and were as they should be before
 * @param reached the same of the saved picture; of a hidden class, the part that is hidden
 * @param kept the part of the other pixels that are seen as before; 1 where there are none
 * @param meanIouBefore the mean intersection over union of the map before and the true one, which
 *     is the former itself where none is known
 * @param meanIouAfter the same of the map after
 * @param succeeded whether enough was reached and kept
 * @param distance between the original as the model sees it and the saved picture
 */
public record MapVerdict(
    String image,
    double reachedBefore,
    double reached,
    double kept,
    double meanIouBefore,
    double meanIouAfter,
    boolean succeeded,
    Distance distance) {
  /** The part of the other pixels that has to stay. */
  private static final double KEPT = 0.9;

  /**
   * Judges a saved picture.
   *
   * @param before the map that the model sees in the original
   * @param after the same of what was read back from the file
   * @param truth the true map; {@code before} where none is known
   * @param original the original as the model sees it, a batch of one
   * @param saved what was read back, likewise
   */
  public static MapVerdict of(
      TargetModel model,
      String image,
      MapObjective.Wanted wanted,
      ClassMap before,
      ClassMap after,
      ClassMap truth,
      Batch original,
      Batch saved) {
    double reached = wanted.reached(after);
    double kept = before.agreement(after, wanted.staying());
    return new MapVerdict(
        image,
        wanted.reached(before),
        reached,
        kept,
        before.meanIou(truth),
        after.meanIou(truth),
        (float) reached >= wanted.goal().share() && kept >= KEPT,
        Distance.between(original, saved, model.bounds()));
  }
}
