package org.ostrichml.attack;

import org.ostrichml.OstrichException;
import org.ostrichml.model.TargetModel;

/**
 * Random squares, kept where they bring an example nearer to its goal; asks the model for its
 * scores and never for a gradient. Andriushchenko et al. (2020), "Square attack: a query-efficient
 * black-box adversarial attack via random search", algorithm 1, with the squares of algorithm 2 in
 * L-infinity and of algorithm 3 in L2. Nearer is by the margin of logits, and an example leaves as
 * soon as it has reached its goal.
 *
 * <p>Examples [H, W, C] and [H, W] are images; what has another rank is one row of pixels, and a
 * square a stretch of it.
 *
 * @param threat what may change, in L-infinity or L2
 * @param queries how many points the model is shown at most, at least 1
 * @param share the part of the image that the first squares cover, more than 0 and at most 1
 * @param seed where the squares come from; those of an example depend on this and its own values
 *     alone
 */
public record Square(Threat threat, int queries, float share, long seed) implements Attack {
  /** The queries of {@link Ensemble#standard}. */
  public static final int DEFAULT_QUERIES = 5000;

  private static final int[] HALVED_AFTER = {10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000};
  private static final int SCHEDULED_QUERIES = 10_000;

  /**
   * Checks the parameters.
   *
   * @throws OstrichException if the norm is L1, or a number is out of range
   */
  public Square {
    if (threat.norm() == Norm.L1) {
      throw new OstrichException("Square works in linf and l2: choose one of them, or APGD.");
    }
    if (queries < 1) {
      throw new OstrichException(
          "The number of queries is " + queries + ": it must be at least 1.");
    }
    if (!(share > 0 && share <= 1)) {
      throw new OstrichException(
          "The share of the first squares is %s: it must be more than 0 and at most 1."
              .formatted(share));
    }
  }

  /** First squares of 0.8 of the image in L-infinity, and of 0.1 in L2. */
  public Square(Threat threat, int queries, long seed) {
    this(threat, queries, threat.norm() == Norm.L2 ? 0.1f : 0.8f, seed);
  }

  /**
   * The part of the image that the squares of a query cover: halved after queries 10, 50, 200, 500,
   * 1000, 2000, 4000, 6000 and 8000 of 10,000, or at the same parts of another number (section 4.1
   * of the paper).
   */
  double share(int query) {
    long scheduled = (long) query * SCHEDULED_QUERIES / queries;
    double present = share;
    for (int halved : HALVED_AFTER) {
      present /= scheduled > halved ? 2 : 1;
    }
    return present;
  }

  @Override
  public int steps() {
    return queries;
  }

  @Override
  public Square withThreat(Threat other) {
    return new Square(other, queries, share, seed);
  }

  @Override
  public Search search(TargetModel model) {
    return new SquareSearch(model, this);
  }
}
