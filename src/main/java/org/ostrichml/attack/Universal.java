package org.ostrichml.attack;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.objective.Losses;

/**
 * One perturbation for many examples: Moosavi-Dezfooli et al. (2017), "Universal adversarial
 * perturbations". It is found by projected stochastic gradient ascent on the mean cross-entropy of
 * batches of them: Shafahi et al. (2020), "Universal adversarial training", algorithm 2. An example
 * whose loss has passed a limit no longer counts, so that none outweighs the others. Steps fall
 * linearly to nothing.
 *
 * @param threat what may change, in L-infinity or L2, with a finite epsilon
 * @param steps the number of steps, at least 1
 * @param batchSize how many examples a step looks at, at least 1
 * @param relativeStepSize the size of the first step, in parts of epsilon, more than 0
 * @param seed the seed of the order in which examples are looked at
 */
public record Universal(
    Threat threat, int steps, int batchSize, float relativeStepSize, long seed) {
  private static final float LOSS_LIMIT = 9;
  private static final float DEFAULT_STEP_SIZE = 0.1f;

  /** So little less than 1 that what is rounded to floats stays in the ball. */
  private static final double INWARD = 1 - 1e-6;

  /** Checks the parameters; an {@link OstrichException} names what is wrong. */
  public Universal {
    StepAttack.check(steps, relativeStepSize);
    if (batchSize < 1) {
      throw new OstrichException("The batch size is " + batchSize + ": it must be at least 1.");
    }
    if (threat.norm() == Norm.L1 || Float.isInfinite(threat.epsilon())) {
      throw new OstrichException(
          "A universal perturbation needs a finite epsilon in linf or l2, not %s in %s."
              .formatted(threat.epsilon(), threat.norm()));
    }
  }

  /** Steps of a tenth of epsilon at first. */
  public Universal(Threat threat, int steps, int batchSize, long seed) {
    this(threat, steps, batchSize, DEFAULT_STEP_SIZE, seed);
  }

  /**
   * What was found.
   *
   * @param perturbation a batch of one, within epsilon
   * @param reached whether each example, perturbed, reaches the goal; the share of these is the
   *     fooling rate where the goal is to leave what the model predicts
   * @param effort what each example cost, the judgement at the end included
   */
  public record Result(Batch perturbation, boolean[] reached, Effort effort) {}

  /**
   * Looks for a perturbation of {@code examples}.
   *
   * @param examples of the model's input shape, within its bounds unless the threat does not clip
   * @param goal one label for all examples, or one for each; as many for a map as it has positions
   * @param listener told after every step; an exception it throws ends the search
   * @throws OstrichException if the examples or labels do not fit the model, or its gradient is not
   *     a number
   */
  public Result run(TargetModel model, Batch examples, Goal goal, StepListener listener) {
    model.requireScores();
    model.checkInput(examples);
    Goal each = goal.on(model.positions());
    each.check(model.classes(), examples.size());
    Examples all = examples(model, examples, each);
    InputGradient gradient = InputGradient.of(model, Losses.CROSS_ENTROPY, model.logits());
    float[] weights = weights(all);
    double[] perturbation = new double[examples.exampleSize()];
    Effort effort = Effort.of(all.size(), 1, 0);
    Arrays.fill(effort.zeroGradient(), true);
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = {};
    for (int step = 0; step < steps; step++) {
      order = order.length < Math.min(batchSize, all.size()) ? shuffled(all.size(), random) : order;
      int[] rows = Arrays.copyOf(order, Math.min(batchSize, all.size()));
      order = Arrays.copyOfRange(order, rows.length, order.length);
      Examples part = all.select(rows);
      Batch seen = perturbed(part, perturbation);
      int[] shape =
          each.positions() == 1
              ? new int[] {rows.length}
              : new int[] {rows.length, each.positions()};
      InputGradient.Value value = gradient.run(seen, new IntArray(part.goal().labels(), shape));
      double size = relativeStepSize * (1 - (double) step / steps) * threat.epsilon();
      move(perturbation, direction(value, each, weights), size, weights);
      listener.onStep(heard(part, value, rows, step, effort));
    }
    Batch found = finished(model, all, perturbation);
    Batch points = apply(model, examples, found);
    boolean[] reached = Judge.of(model.withBatchSize(batchSize), points, all.goal()).reached();
    return new Result(found, reached, effort);
  }

  /**
   * Examples with a perturbation on them, moved into the bounds; whole grey levels where the threat
   * says so.
   *
   * @param perturbation a batch of one
   */
  public Batch apply(TargetModel model, Batch examples, Batch perturbation) {
    double[] change = new double[perturbation.exampleSize()];
    Arrays.setAll(change, i -> perturbation.values()[i]);
    Examples all = examples(model, examples, Goal.untargeted(0));
    return CompiledAttack.within(all, perturbed(all, change));
  }

  private Examples examples(TargetModel model, Batch examples, Goal goal) {
    float[] budgets = new float[examples.size()];
    Arrays.fill(budgets, threat.epsilon());
    return Examples.of(examples, goal.slice(0, examples.size()), budgets, threat, model.bounds());
  }

  private float[] weights(Examples all) {
    if (threat.mask() != null) {
      return threat.mask().over(all.originals().exampleShape());
    }
    float[] everywhere = new float[all.originals().exampleSize()];
    Arrays.fill(everywhere, 1);
    return everywhere;
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }

  private static Batch perturbed(Examples part, double[] perturbation) {
    float[] values = part.originals().values().clone();
    for (int i = 0; i < values.length; i++) {
      float moved = (float) (values[i] + perturbation[i % perturbation.length]);
      values[i] = part.box().clip(i, moved);
    }
    Batch batch = new Batch(values, part.originals().shape());
    return part.threat().greyLevels() ? GreyLevels.round(batch, part.bounds()) : batch;
  }

  /** The steepest step of length 1 towards the goal of the examples that still count. */
  private double[] direction(InputGradient.Value value, Goal goal, float[] weights) {
    double[] sum = new double[weights.length];
    float limit = LOSS_LIMIT * goal.positions();
    for (int example = 0; example < value.losses().size(); example++) {
      float loss = goal.sign() * value.losses().values()[example];
      for (int i = 0; i < sum.length && loss < limit; i++) {
        sum[i] += goal.sign() * weights[i] * value.gradient().values()[example * sum.length + i];
      }
    }
    double length = Math.max(Norm.L2.length(sum), Double.MIN_NORMAL);
    if (!Double.isFinite(length)) {
      throw Judge.overflow();
    }
    boolean signs = threat.norm() == Norm.LINF;
    return Arrays.stream(sum).map(each -> signs ? Math.signum(each) : each / length).toArray();
  }

  /** Makes a step, and goes back into the ball. */
  private void move(double[] perturbation, double[] direction, double size, float[] weights) {
    for (int i = 0; i < perturbation.length; i++) {
      double moved = perturbation[i] + size * direction[i];
      double reach = weights[i] * (double) threat.epsilon();
      perturbation[i] = Math.min(Math.max(moved, -reach), reach);
    }
    double length = threat.norm().length(perturbation);
    if (length > threat.epsilon()) {
      double shrunk = INWARD * threat.epsilon() / length;
      Arrays.setAll(perturbation, i -> shrunk * perturbation[i]);
    }
  }

  private static StepListener.Step heard(
      Examples part, InputGradient.Value value, int[] rows, int step, Effort effort) {
    float[] losses = value.losses().values().clone();
    int stride = part.originals().exampleSize();
    for (int i = 0; i < rows.length; i++) {
      losses[i] *= part.goal().sign();
      effort.forward()[rows[i]]++;
      effort.backward()[rows[i]]++;
      float[] own = Arrays.copyOfRange(value.gradient().values(), i * stride, (i + 1) * stride);
      for (float each : own) {
        effort.zeroGradient()[rows[i]] &= each == 0;
      }
    }
    boolean[] reached = Judge.of(value.scores(), part.goal()).reached();
    return new StepListener.Step(0, step + 1, rows, losses, reached);
  }

  /** The perturbation as floats within epsilon; as whole grey levels, none longer than it was. */
  private Batch finished(TargetModel model, Examples all, double[] perturbation) {
    double level = model.bounds().range() / 255.0;
    float[] values = new float[perturbation.length];
    for (int i = 0; i < values.length; i++) {
      double levels = Math.floor(Math.abs(perturbation[i]) / level + 1e-3);
      double whole = Math.signum(perturbation[i]) * levels * level;
      values[i] = (float) (threat.greyLevels() ? whole : perturbation[i]);
    }
    int[] shape = all.originals().shape();
    shape[0] = 1;
    return new Batch(values, shape);
  }
}
