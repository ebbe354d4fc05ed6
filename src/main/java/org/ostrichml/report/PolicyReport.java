package org.ostrichml.report;

import java.util.List;
import org.ostrichml.agent.Episodes;

/**
 * The report of an agent that was misled.
 *
 * @param model the path of the policy
 * @param device what it ran on, {@code cpu} or {@code gpu}
 * @param environment what it acted in
 * @param target the action that was wanted, or null for any but its own
 * @param steps how many steps PGD made
 * @param preference from which lead of the likeliest action the timed attack attacks, in
 *     probability
 * @param episodes how many episodes each row is of
 * @param seed of the episodes and the noise
 * @param rows the returns
 */
public record PolicyReport(
    String model,
    String device,
    String environment,
    String target,
    int steps,
    float preference,
    int episodes,
    long seed,
    List<Row> rows) {
  /**
   * The returns under one disturbance.
   *
   * @param disturbance what it was
   * @param epsilon the largest change of a value, in input units; null where there was none
   * @param meanReturn the mean over the episodes
   * @param halfWidth half the length of its 95% confidence interval
   * @param changed the part of the steps at which the observation was changed
   * @param misled the part of the steps at which the agent acted otherwise for it
   */
  public record Row(
      String disturbance,
      Float epsilon,
      double meanReturn,
      double halfWidth,
      double changed,
      double misled) {
    /** The row of some episodes. */
    public static Row of(String disturbance, Float epsilon, Episodes episodes) {
      return new Row(
          disturbance,
          epsilon,
          episodes.mean(),
          episodes.halfWidth(),
          episodes.disturbedShare(),
          episodes.misledShare());
    }
  }
}
