package org.ostrichml.objective;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
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
      return tf.math.neg(sumPerExample(tf, tf.math.mul(chosen, tf.nn.logSoftmax(scores))));
    }
  },

  /** The sum of the squared outputs; reads no labels. */
  SQUARED_OUTPUT {
    @Override
    public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
      return sumPerExample(tf, tf.math.square(scores));
    }
  };

  private static ReduceSum<TFloat32> sumPerExample(Ops tf, Operand<TFloat32> values) {
    return tf.reduceSum(values, tf.range(tf.constant(1), tf.rank(values), tf.constant(1)));
  }
}
