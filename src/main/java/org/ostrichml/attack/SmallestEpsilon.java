package org.ostrichml.attack;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.model.TargetModel;

/**
 * Looks for the smallest epsilon with which another attack reaches its goal: bisection of the
 * logarithm of epsilon for each example, from the threat's own epsilon (where that is infinite,
 * from the distance of opposite corners of the bounds) downwards. Every result is judged by a
 * forward pass, and its distance, which may be less than the epsilon that was given, is the epsilon
 * found.
 *
 * <p>An example that has reached its goal already stays as it is, and so does one with which the
 * attack fails at the largest epsilon. An attack that fails with one epsilon and reaches its goal
 * with a smaller one may hide the latter.
 *
 * @param attack the attack that is given different budgets
 * @param tolerance the search ends where failure and success are nearer than this part of epsilon
 *     (or, near 0, than a 65,536th of the largest epsilon; in whole grey levels in L-infinity, than
 *     one level), more than 0 and at most 1
 */
public record SmallestEpsilon(Attack attack, float tolerance) implements Attack {
  private static final double SMALLEST_PART = 1.0 / 65536;

  /** Checks the parameters; an {@link OstrichException} names what is wrong. */
  public SmallestEpsilon {
    if (!(tolerance > 0 && tolerance <= 1)) {
      throw new OstrichException(
          "The tolerance is " + tolerance + ": it must be more than 0 and at most 1.");
    }
  }

  /** To within a hundredth of epsilon. */
  public SmallestEpsilon(Attack attack) {
    this(attack, 0.01f);
  }

  @Override
  public Threat threat() {
    return attack.threat();
  }

  @Override
  public int steps() {
    double octaves = -Math.log(SMALLEST_PART) / Math.log1p(tolerance);
    return attack.steps() * (2 + (int) Math.ceil(Math.log(octaves) / Math.log(2)));
  }

  @Override
  public SmallestEpsilon withThreat(Threat other) {
    return new SmallestEpsilon(attack.withThreat(other), tolerance);
  }

  @Override
  public boolean onlySigns() {
    return attack.onlySigns();
  }

  @Override
  public boolean minimizesDistance() {
    return true;
  }

  @Override
  public Search search(TargetModel model) {
    Search search = attack.search(model);
    return (examples, listener) -> new Bisection(model, search, examples).run(listener);
  }

  /** The budgets of one batch, between failure and success. */
  private final class Bisection {
    private final TargetModel model;
    private final Search search;
    private final Examples examples;
    private final Nearest nearest;
    private final double[] failing;
    private final double[] reaching;
    private final double[] finest;

    Bisection(TargetModel model, Search search, Examples examples) {
      this.model = model;
      this.search = search;
      this.examples = examples;
      this.nearest = new Nearest(examples);
      this.failing = new double[examples.size()];
      this.reaching = new double[examples.size()];
      this.finest = new double[examples.size()];
      Threat threat = examples.threat();
      double[] diagonal = new double[examples.originals().exampleSize()];
      Arrays.fill(diagonal, examples.bounds().range());
      boolean levels = threat.greyLevels() && threat.norm() == Norm.LINF;
      for (int row = 0; row < reaching.length; row++) {
        reaching[row] = Math.min(examples.epsilon()[row], threat.norm().length(diagonal));
        finest[row] = levels ? examples.bounds().greyLevel() : reaching[row] * SMALLEST_PART;
      }
    }

    Search.Found run(StepListener listener) {
      int[] all = IntStream.range(0, examples.size()).toArray();
      nearest.effort().add(all, Effort.of(all.length, 1, 0));
      Judge before = Judge.of(model, examples.originals(), examples.goal());
      int[] rows = before.unreached();
      double[] budgets = reaching.clone();
      while (rows.length > 0) {
        probe(rows, budgets, listener);
        rows = Arrays.stream(rows).filter(this::isOpen).toArray();
        for (int row : rows) {
          budgets[row] = Math.sqrt(Math.max(failing[row], finest[row]) * reaching[row]);
        }
      }
      return nearest.found();
    }

    /** Whether there is success, and failure not near enough below it. */
    private boolean isOpen(int row) {
      return nearest.distance(row) < Double.POSITIVE_INFINITY
          && reaching[row] > failing[row] * (1 + tolerance)
          && reaching[row] - failing[row] > finest[row];
    }

    private void probe(int[] rows, double[] budgets, StepListener listener) {
      Examples given = examples.select(rows);
      float[] epsilon = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        epsilon[i] = (float) budgets[rows[i]];
      }
      Examples part =
          Examples.of(
              given.originals(), given.goal(), epsilon, examples.threat(), examples.bounds());
      Search.Found found = search.run(part, listener.of(rows));
      nearest.effort().add(rows, found.effort());
      nearest.effort().add(rows, Effort.of(rows.length, 1, 0));
      boolean[] reached = Judge.of(model, found.points(), part.goal()).reached();
      for (int i = 0; i < rows.length; i++) {
        int row = rows[i];
        if (reached[i]) {
          nearest.offer(row, found.points(), i);
          reaching[row] = Math.min(budgets[row], nearest.distance(row));
        } else {
          failing[row] = budgets[row];
        }
      }
    }
  }
}
