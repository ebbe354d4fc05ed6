package org.ostrichml.agent;

import java.util.Arrays;
import org.ostrichml.evaluate.Proportion;

/**
 * What came of several episodes under one disturbance.
 *
 * @param returns the sum of the rewards of each
 * @param steps how many steps they made in all
 * @param disturbed how many of these had an observation that was changed
 * @param misled how many of these led to another action than the unchanged one would have
 */
public record Episodes(double[] returns, long steps, long disturbed, long misled) {
  /** The mean return. */
  public double mean() {
    return Arrays.stream(returns).average().orElse(Double.NaN);
  }

  /**
   * Half the length of the 95% confidence interval of the mean, by the central limit theorem; not a
   * number of fewer than 2 episodes.
   */
  public double halfWidth() {
    double mean = mean();
    double squares = Arrays.stream(returns).map(each -> (each - mean) * (each - mean)).sum();
    return Proportion.Z * Math.sqrt(squares / (returns.length - 1) / returns.length);
  }

  /** The part of the steps whose observation was changed. */
  public double disturbedShare() {
    return (double) disturbed / steps;
  }

  /** The part of the steps at which the agent acted otherwise than it would have. */
  public double misledShare() {
    return (double) misled / steps;
  }
}
