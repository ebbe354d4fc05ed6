package org.ostrichml.objective;

import org.tensorflow.Operand;
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
   * output is a map, summed over its positions.
   */
  CROSS_ENTROPY {
    @Override
    public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
      Operand<TInt32> classes = tf.stridedSlice(tf.shape(scores), Indices.at(-1));
      Operand<TFloat32> chosen = tf.oneHot(labels, classes, tf.constant(1f), tf.constant(0f));
      Operand<TFloat32> largest = tf.stopGradient(max(tf, scores));
      Operand<TFloat32> relative = tf.math.sub(scores, largest);
      Operand<TFloat32> normalizer = tf.math.log(sum(tf, tf.math.exp(relative)));
      Operand<TFloat32> perPosition =
          tf.math.sub(normalizer, sum(tf, tf.math.mul(chosen, relative)));
      return sumPerExample(tf, perPosition);
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
      Operand<TInt32> classes = tf.stridedSlice(tf.shape(scores), Indices.at(-1));
      Operand<TBool> chosen = tf.oneHot(labels, classes, tf.constant(true), tf.constant(false));
      Operand<TFloat32> others = tf.select(chosen, tf.constant(-Float.MAX_VALUE), scores);
      Operand<TFloat32> own = sum(tf, tf.select(chosen, scores, tf.constant(0f)));
      return sumPerExample(tf, tf.math.sub(max(tf, others), own));
    }
  },

  /**
   * By how much the label's logit is below 0, {@code -z[label]}. Summed over the positions of a
   * map.
   */
  LOGIT {
    @Override
    public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
      Operand<TInt32> classes = tf.stridedSlice(tf.shape(scores), Indices.at(-1));
      Operand<TBool> chosen = tf.oneHot(labels, classes, tf.constant(true), tf.constant(false));
      return sumPerExample(tf, tf.math.neg(sum(tf, tf.select(chosen, scores, tf.constant(0f)))));
    }
  },

  /** The sum of the squared outputs; reads no labels. */
  SQUARED_OUTPUT {
    @Override
    public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
      return sumPerExample(tf, tf.math.square(scores));
    }
  };

  private static Operand<TFloat32> max(Ops tf, Operand<TFloat32> scores) {
    return tf.reduceMax(scores, tf.constant(-1), ReduceMax.keepDims(true));
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> scores) {
    return tf.reduceSum(scores, tf.constant(-1), ReduceSum.keepDims(true));
  }

  /** Sums over all axes but the first; a scalar becomes a batch of one. */
  private static Operand<TFloat32> sumPerExample(Ops tf, Operand<TFloat32> values) {
    if (values.shape().numDimensions() == 0) {
      return tf.reshape(values, tf.constant(new int[] {1}));
    }
    return tf.reduceSum(values, tf.range(tf.constant(1), tf.rank(values), tf.constant(1)));
  }
}
