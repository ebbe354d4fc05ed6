package org.ostrichml.attack;

import java.util.Locale;
import org.ostrichml.model.NativeKernels;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** How the size of a perturbation is measured, and the steps and projections that belong to it. */
public enum Norm {
  /** The largest absolute change of a value. */
  LINF {
    @Override
    public double length(double[] change) {
      double largest = 0;
      for (double value : change) {
        largest = Math.max(largest, Math.abs(value));
      }
      return largest;
    }

    @Override
    Operand<TFloat32> length(Rows rows, Operand<TFloat32> change) {
      return rows.max(rows.tf().math.abs(change));
    }

    @Override
    Norm dual() {
      return L1;
    }

    @Override
    Operand<TFloat32> steepest(StepContext step, Operand<TFloat32> gradient) {
      return step.tf().math.sign(gradient);
    }

    /** In one pass where there is a native kernel, with the same floats. */
    @Override
    Operand<TFloat32> step(StepContext step, Operand<TFloat32> from, Operand<TFloat32> direction) {
      return NativeKernels.available()
          ? NativeStep.along(step, from, direction)
          : super.step(step, from, direction);
    }

    /** The box is the ball. */
    @Override
    Operand<TFloat32> project(StepContext step, Operand<TFloat32> point, Operand<TFloat32> radius) {
      return point;
    }
  },

  /** The Euclidean length of the change. */
  L2 {
    @Override
    public double length(double[] change) {
      double squares = 0;
      for (double value : change) {
        squares += value * value;
      }
      return Math.sqrt(squares);
    }

    @Override
    Operand<TFloat32> length(Rows rows, Operand<TFloat32> change) {
      return rows.l2(change);
    }

    @Override
    Norm dual() {
      return L2;
    }

    @Override
    Operand<TFloat32> steepest(StepContext step, Operand<TFloat32> gradient) {
      Rows rows = step.rows();
      return step.tf().math.div(gradient, rows.positive(rows.l2(gradient)));
    }

    @Override
    Operand<TFloat32> project(StepContext step, Operand<TFloat32> point, Operand<TFloat32> radius) {
      Ops tf = step.tf();
      Operand<TFloat32> change = tf.math.sub(point, step.original());
      Operand<TFloat32> length = step.rows().positive(step.rows().l2(change));
      Operand<TFloat32> scale = tf.math.minimum(tf.constant(1f), tf.math.div(radius, length));
      return tf.math.add(step.original(), tf.math.mul(change, scale));
    }
  },

  /** The sum of the absolute changes. */
  L1 {
    @Override
    public double length(double[] change) {
      double sum = 0;
      for (double value : change) {
        sum += Math.abs(value);
      }
      return sum;
    }

    @Override
    Operand<TFloat32> length(Rows rows, Operand<TFloat32> change) {
      return rows.l1(change);
    }

    @Override
    Norm dual() {
      return LINF;
    }

    /**
     * Equal steps along the largest hundredth of the coordinates that can still move that way:
     * Tramer and Boneh (2019), "Adversarial training and robustness for multiple perturbations",
     * section 4.
     */
    @Override
    Operand<TFloat32> steepest(StepContext step, Operand<TFloat32> gradient) {
      Ops tf = step.tf();
      Operand<TFloat32> direction = tf.math.sign(gradient);
      Operand<TFloat32> size = tf.math.abs(step.movable(gradient));
      Operand<TInt32> width = width(tf, gradient);
      Operand<TInt32> count =
          tf.math.maximum(tf.math.floorDiv(width, tf.constant(100)), tf.constant(1));
      TopK<TFloat32, TInt32> top = tf.nn.topK(size, count, TInt32.class);
      Operand<TFloat32> least = tf.math.neg(step.rows().max(tf.math.neg(top.values())));
      Operand<TBool> chosen =
          tf.math.logicalAnd(
              tf.math.greaterEqual(size, least), tf.math.greater(size, tf.constant(0f)));
      Operand<TFloat32> sparse = tf.select(chosen, direction, tf.zerosLike(gradient));
      return tf.math.div(sparse, step.rows().positive(step.rows().l1(sparse)));
    }

    /**
     * Duchi et al. (2008), "Efficient projections onto the l1-ball for learning in high
     * dimensions", figure 1.
     */
    @Override
    Operand<TFloat32> project(StepContext step, Operand<TFloat32> point, Operand<TFloat32> radius) {
      Ops tf = step.tf();
      Rows rows = step.rows();
      Operand<TFloat32> change = tf.math.sub(point, step.original());
      Operand<TFloat32> size = tf.math.abs(change);
      Operand<TInt32> width = width(tf, size);
      Operand<TFloat32> sorted = tf.nn.topK(size, width, TInt32.class).values();
      Operand<TFloat32> excess = tf.math.sub(tf.math.cumsum(sorted, tf.constant(1)), radius);
      Operand<TFloat32> count =
          tf.dtypes.cast(
              tf.range(tf.constant(1), tf.math.add(width, tf.constant(1)), tf.constant(1)),
              TFloat32.class);
      Operand<TFloat32> threshold = rows.max(tf.math.div(excess, count));
      Operand<TFloat32> shrunk =
          tf.math.maximum(
              tf.math.sub(size, tf.math.maximum(threshold, tf.constant(0f))), tf.constant(0f));
      return tf.math.add(step.original(), tf.math.mul(tf.math.sign(change), shrunk));
    }
  };

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The length of a change. */
  public abstract double length(double[] change);

  /** The length of each row, a column, as ops. */
  abstract Operand<TFloat32> length(Rows rows, Operand<TFloat32> change);

  /** The norm in which a gradient tells the steepest slope along changes of length 1. */
  abstract Norm dual();

  /** The direction of steepest ascent, of length 1 (0 where the gradient is). */
  abstract Operand<TFloat32> steepest(StepContext step, Operand<TFloat32> gradient);

  /** {@code from}, moved by the step size along the steepest ascent, and projected. */
  Operand<TFloat32> step(StepContext step, Operand<TFloat32> from, Operand<TFloat32> direction) {
    Ops tf = step.tf();
    return step.project(tf.math.add(from, tf.math.mul(step.stepSize(), steepest(step, direction))));
  }

  /** The nearest point whose distance to the original is at most {@code radius}, a column. */
  abstract Operand<TFloat32> project(
      StepContext step, Operand<TFloat32> point, Operand<TFloat32> radius);

  private static Operand<TInt32> width(Ops tf, Operand<TFloat32> rows) {
    return tf.stridedSlice(tf.shape(rows), Indices.at(1));
  }
}
