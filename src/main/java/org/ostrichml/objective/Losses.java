package org.ostrichml.objective;

import java.util.Optional;
import org.ostrichml.OstrichException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The losses that come with Ostrich. */
public enum Losses implements Loss {
  /**
   * Softmax cross-entropy of logits at the labels, {@code log(sum(exp(z))) - z[label]}; where the
   * output is a map, summed over its positions. It is computed as {@code
   * softplus(log(sum(exp(z[j]), j != label)) - z[label])}, whose gradient does not round to zero
   * where the model is sure.
   */
  CROSS_ENTROPY {
    @Override
    public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
      return sumPerExample(tf, labels, softplus(tf, lead(tf, scores, labels)));
    }

    /** The softplus' slope, shared among the other classes as a softmax of them shares it. */
    @Override
    public Optional<Operand<TFloat32>> slopes(
        Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
      Operand<TBool> chosen = chosen(tf, scores, labels);
      Operand<TFloat32> slope =
          tf.math.sigmoid(tf.math.maximum(lead(tf, scores, labels), tf.constant(-STRAIGHT)));
      Operand<TFloat32> others = others(tf, scores, chosen);
      Operand<TFloat32> shares =
          Positions.areSeveral(scores) ? tf.nn.softmax(others) : softmax(tf, others);
      return Optional.of(
          tf.math.mul(
              counted(tf, labels, slope),
              tf.math.sub(shares, tf.dtypes.cast(chosen, TFloat32.class))));
    }
  },

  /**
   * By how much another class leads over the label, {@code max(z[j], j != label) - z[label]}: more
   * than 0 where the label is not predicted. Carlini and Wagner (2017), "Towards evaluating the
   * robustness of neural networks", section V-A, loss 6. Summed over the positions of a map.
   */
  MARGIN {
    @Override
    public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
      return sumPerExample(tf, labels, margin(tf, scores, labels));
    }
  },

  /**
   * By how much the label's logit is below 0, {@code -z[label]}. Summed over the positions of a
   * map.
   */
  LOGIT {
    @Override
    public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
      return sumPerExample(tf, labels, tf.math.neg(own(tf, scores, chosen(tf, scores, labels))));
    }
  },

  /**
   * The difference of logits ratio, {@code -(z[label] - max(z[j], j != label)) / (z1 - z3)}, where
   * z1 is the largest score and z3 the third: the margin, unmoved by the scale of the scores. Croce
   * and Hein (2020), "Reliable evaluation of adversarial robustness with an ensemble of diverse
   * parameter-free attacks", equation 6. Needs 3 classes.
   */
  DLR {
    @Override
    public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
      return relativeMargin(tf, scores, labels, 1, 0, -1);
    }
  },

  /**
   * The difference of logits ratio for targets, {@code (max(z[j], j != label) - z[label]) / (z1 -
   * (z3 + z4) / 2)}; equation 7 of the same paper as long as the class to be left leads. Needs 4
   * classes.
   */
  TARGETED_DLR {
    @Override
    public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
      return relativeMargin(tf, scores, labels, 1, 0, -0.5f, -0.5f);
    }
  },

  /** The sum of the squared outputs; reads no labels. */
  SQUARED_OUTPUT {
    @Override
    public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
      return sumPerExample(tf, tf.math.square(scores));
    }

    @Override
    public boolean readsLabels() {
      return false;
    }
  };

  /** Where the softplus becomes a straight line. */
  private static final float STRAIGHT = 60;

  /** By how much the other classes together lead over the label. */
  private static Operand<TFloat32> lead(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
    Operand<TBool> chosen = chosen(tf, scores, labels);
    Operand<TFloat32> others = others(tf, scores, chosen);
    Operand<TFloat32> largest = tf.stopGradient(max(tf, others));
    Operand<TFloat32> rest = tf.math.log(sum(tf, tf.math.exp(tf.math.sub(others, largest))));
    return tf.math.sub(tf.math.add(rest, largest), own(tf, scores, chosen));
  }

  private static Operand<TFloat32> softplus(Ops tf, Operand<TFloat32> lead) {
    Operand<TFloat32> curve = tf.math.softplus(tf.math.maximum(lead, tf.constant(-STRAIGHT)));
    Operand<TFloat32> within = tf.math.maximum(lead, tf.constant(-1e9f));
    Operand<TFloat32> beyond =
        tf.math.minimum(tf.math.add(within, tf.constant(STRAIGHT)), tf.constant(0f));
    return tf.math.add(curve, tf.math.mul(beyond, tf.constant((float) Math.exp(-STRAIGHT))));
  }

  /** Where the label is, of the shape of the scores. */
  private static Operand<TBool> chosen(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
    Operand<TInt32> classes = tf.stridedSlice(tf.shape(scores), Indices.at(-1));
    return tf.oneHot(labels, classes, tf.constant(true), tf.constant(false));
  }

  /** The scores, with the label's out of the running. */
  private static Operand<TFloat32> others(Ops tf, Operand<TFloat32> scores, Operand<TBool> chosen) {
    return tf.select(chosen, tf.constant(-Float.MAX_VALUE), scores);
  }

  /** The label's score. */
  private static Operand<TFloat32> own(Ops tf, Operand<TFloat32> scores, Operand<TBool> chosen) {
    return sum(tf, tf.select(chosen, scores, tf.constant(0f)));
  }

  /** Differences of scores smaller than this are not divided by. */
  private static final float SMALLEST_GAP = 1e-12f;

  /** By how much the largest other score leads over that of the label, at each position. */
  private static Operand<TFloat32> margin(
      Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
    Operand<TBool> chosen = chosen(tf, scores, labels);
    return tf.math.sub(max(tf, others(tf, scores, chosen)), own(tf, scores, chosen));
  }

  /** The margin in parts of a weighted sum of the largest scores. */
  private static Operand<TFloat32> relativeMargin(
      Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels, float... weights) {
    int rank = scores.shape().numDimensions();
    long classes = rank > 0 ? scores.shape().get(rank - 1) : Shape.UNKNOWN_SIZE;
    if (classes != Shape.UNKNOWN_SIZE && classes < weights.length) {
      throw new OstrichException(
          "The DLR loss compares the %d largest scores, and the model has %d classes: choose another loss."
              .formatted(weights.length, classes));
    }
    Operand<TFloat32> largest =
        tf.nn.topK(scores, tf.constant(weights.length), TInt32.class).values();
    Operand<TFloat32> gap = sum(tf, tf.math.mul(largest, tf.constant(weights)));
    Operand<TFloat32> divisor = tf.math.maximum(gap, tf.constant(SMALLEST_GAP));
    return sumPerExample(tf, labels, tf.math.div(margin(tf, scores, labels), divisor));
  }

  /**
   * The softmax of the rows of a matrix, where TensorFlow's own waits for its threads longer than
   * it computes. A row is added, as a sum over a single one would be rounded otherwise.
   */
  private static Operand<TFloat32> softmax(Ops tf, Operand<TFloat32> scores) {
    Operand<TFloat32> powers = tf.math.exp(tf.math.sub(scores, max(tf, scores)));
    Operand<TFloat32> padded =
        tf.pad(powers, tf.constant(new int[][] {{0, 1}, {0, 0}}), tf.constant(0f));
    Operand<TFloat32> sums = tf.stridedSlice(sum(tf, padded), Indices.sliceTo(-1), Indices.all());
    return tf.math.div(powers, sums);
  }

  private static Operand<TFloat32> max(Ops tf, Operand<TFloat32> scores) {
    return tf.reduceMax(scores, tf.constant(-1), ReduceMax.keepDims(true));
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> scores) {
    return tf.reduceSum(scores, tf.constant(-1), ReduceSum.keepDims(true));
  }

  /** Values of positions, [N, .., 1], with 0 where a position of a map does not count. */
  private static Operand<TFloat32> counted(
      Ops tf, Operand<TInt32> labels, Operand<TFloat32> values) {
    return Positions.areSeveral(values)
        ? tf.math.mul(values, tf.expandDims(Positions.counting(tf, labels), tf.constant(-1)))
        : values;
  }

  /** Sums what counts over the positions of each example. */
  private static Operand<TFloat32> sumPerExample(
      Ops tf, Operand<TInt32> labels, Operand<TFloat32> values) {
    return sumPerExample(tf, counted(tf, labels, values));
  }

  /** Sums over all axes but the first; a scalar becomes a batch of one. */
  private static Operand<TFloat32> sumPerExample(Ops tf, Operand<TFloat32> values) {
    if (values.shape().numDimensions() == 0) {
      return tf.reshape(values, tf.constant(new int[] {1}));
    }
    return tf.reduceSum(values, tf.range(tf.constant(1), tf.rank(values), tf.constant(1)));
  }
}
