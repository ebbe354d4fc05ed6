package org.ostrichml.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.ostrichml.attack.Norm;

/**
 * What became of one example over all epsilons.
 *
 * @param fell the number of the first epsilon at which it was not taken for its label any more;
 *     {@link #NEVER} if it always was
 * @param reached the number of the first epsilon at which it reached its goal, likewise
 * @param distance how far it was moved to its goal; null if it never got there
 */
record Fate(int fell, int reached, Distance distance) {
  static final int NEVER = Integer.MAX_VALUE;

  /** What became of it under two attacks together. */
  Fate and(Fate other, Norm norm) {
    boolean mine =
        reached < other.reached
            || reached == other.reached
                && reached != NEVER
                && distance.in(norm) <= other.distance.in(norm);
    return new Fate(
        Math.min(fell, other.fell),
        Math.min(reached, other.reached),
        mine ? distance : other.distance);
  }

  /**
   * The results at each epsilon.
   *
   * @param fates one for each attacked example
   * @param clean the accuracy without an attack
   */
  static List<RobustnessCurve.Point> points(
      List<Float> epsilons, List<Fate> fates, Proportion clean) {
    List<RobustnessCurve.Point> points = new ArrayList<>();
    for (int k = 0; k < epsilons.size(); k++) {
      int number = k;
      int fallen = (int) fates.stream().filter(fate -> fate.fell <= number).count();
      List<Distance> distances =
          fates.stream().filter(fate -> fate.reached <= number).map(Fate::distance).toList();
      points.add(
          new RobustnessCurve.Point(
              epsilons.get(k),
              Proportion.of(clean.count() - fallen, clean.total()),
              Proportion.of(distances.size(), fates.size()),
              Distance.mean(distances),
              Distance.median(distances)));
    }
    return points;
  }
}
