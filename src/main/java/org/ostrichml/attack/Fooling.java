package org.ostrichml.attack;

import java.util.List;
import java.util.SplittableRandom;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Losses;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Fooling images: what starts as {@link #noise} makes the steps of {@link Pgd} until the model is
 * sure that it is the target, though nobody would say so. Nguyen, Yosinski and Clune (2015), "Deep
 * neural networks are easily fooled: high confidence predictions for unrecognizable images",
 * section 3.3, which climbs the gradient too, there without a radius.
 *
 * @param threat what may change; {@link Threat#unbounded} leaves but the bounds
 * @param steps the number of steps, at least 1
 * @param confidence an example leaves as soon as its target is this probable, more than 0 and at
 *     most 1
 * @param options start and restarts; the loss is the cross-entropy
 */
public record Fooling(Threat threat, int steps, float confidence, Options options)
    implements StepAttack {
  /** The size of a step in parts of the bounds' range where there is no epsilon. */
  private static final float FREE_STEP_SIZE = 0.01f;

  /** By how much the logarithm of a probability may differ between two passes. */
  private static final double ROUNDING = 1e-5;

  /** Checks the parameters; an {@link OstrichException} names what is wrong. */
  public Fooling {
    StepAttack.check(steps, FREE_STEP_SIZE);
    if (!(confidence > 0 && confidence <= 1)) {
      throw new OstrichException(
          "The confidence is " + confidence + ": it must be more than 0 and at most 1.");
    }
    if (options.loss() != Losses.CROSS_ENTROPY) {
      throw new OstrichException(
          "Fooling images follow the cross-entropy, which tells the confidence: choose no loss.");
    }
  }

  /** One start, at the example. */
  public Fooling(Threat threat, int steps, float confidence) {
    this(threat, steps, confidence, Options.DEFAULT);
  }

  /**
   * Examples of uniform noise over the 256 grey levels of the bounds. The first of them are the
   * same, however many there are.
   *
   * @param exampleShape the shape of one example
   */
  public static Batch noise(Bounds bounds, long seed, int count, int... exampleShape) {
    int[] shape = new int[exampleShape.length + 1];
    System.arraycopy(exampleShape, 0, shape, 1, exampleShape.length);
    shape[0] = count;
    int size = 1;
    for (int axis : shape) {
      size = Math.multiplyExact(size, axis);
    }
    float[] values = new float[size];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      values[i] = bounds.value(random.nextInt(256));
    }
    return new Batch(values, shape);
  }

  /** A step of PGD, or none where the model is sure. */
  private record Climb(double logConfidence) implements Rule {
    @Override
    public Next next(StepContext step, List<Operand<TFloat32>> memory) {
      Ops tf = step.tf();
      Operand<TBool> sure = tf.math.greaterEqual(step.loss(), tf.constant((float) logConfidence));
      Operand<TFloat32> stop = tf.dtypes.cast(sure, TFloat32.class);
      Operand<TFloat32> moved = step.step(step.point(), step.gradient());
      Operand<TBool> stays = tf.broadcastTo(sure, tf.shape(moved));
      Operand<TFloat32> next = tf.select(stays, step.point(), moved);
      return new Next(next, next, memory, stop);
    }
  }

  @Override
  public float relativeStepSize() {
    return Float.isInfinite(threat.epsilon()) ? FREE_STEP_SIZE : Pgd.DEFAULT_STEP_SIZE;
  }

  @Override
  public Rule rule() {
    return new Climb(Math.min(0, Math.log(confidence) + ROUNDING));
  }

  /** A search that refuses goals without a target. */
  @Override
  public Search search(TargetModel model) {
    Search loop = StepAttack.super.search(model);
    return (examples, listener) -> {
      if (!examples.goal().targeted()) {
        throw new OstrichException("Fooling images need a target: noise is of no class to leave.");
      }
      return loop.run(examples, listener);
    };
  }

  @Override
  public Fooling withThreat(Threat other) {
    return new Fooling(other, steps, confidence, options);
  }

  @Override
  public Fooling withOptions(Options other) {
    return new Fooling(threat, steps, confidence, other);
  }
}
