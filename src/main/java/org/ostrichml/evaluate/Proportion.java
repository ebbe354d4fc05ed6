package org.ostrichml.evaluate;

/**
 * A share of examples, with its 95% confidence interval by the score method: Wilson (1927),
 * "Probable inference, the law of succession, and statistical inference".
 *
 * @param count how many are meant
 * @param total of how many
 * @param share {@code count / total}, 0 to 1; not a number of 0 examples
 * @param lower the lower end of the interval
 * @param upper the upper end of the interval
 */
public record Proportion(int count, int total, double share, double lower, double upper) {
  /** The quantile of the normal distribution at 0.975. */
  public static final double Z = 1.959963984540054;

  /** {@code count} of {@code total}; of 0 examples nothing is known. */
  public static Proportion of(int count, int total) {
    if (total == 0) {
      return new Proportion(0, 0, Double.NaN, 0, 1);
    }
    double share = (double) count / total;
    double weight = 1 + Z * Z / total;
    double centre = (share + Z * Z / (2 * total)) / weight;
    double half =
        Z * Math.sqrt(share * (1 - share) / total + Z * Z / (4.0 * total * total)) / weight;
    return new Proportion(
        count, total, share, count == 0 ? 0 : centre - half, count == total ? 1 : centre + half);
  }
}
