package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.inputs;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.op.math.CumulativeLogsumexp;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Reductions, cumulative ones, and the choice of the largest. */
final class ReductionRules {
  private ReductionRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    rules.put("EuclideanNorm", inputs(ReductionRules::euclideanNorm));
    rules.put("Cumprod", inputs(ReductionRules::cumprod));
    rules.put("CumulativeLogsumexp", inputs(ReductionRules::cumulativeLogsumexp));
    rules.put("NthElement", inputs(ReductionRules::nthElement));
    rules.put("TopKV2", inputs(ReductionRules::topK));
  }

  private static Operand<?> euclideanNorm(Backward b) {
    Operand<TInt32> kept =
        Shapes.of(b.tf, b.tf.reduceSum(b.x(0), b.ints(1), ReduceSum.keepDims(true)));
    Operand<TNumber> unit = b.tf.math.divNoNan(b.x(0), b.tf.reshape(b.y(0), kept));
    return b.mul(unit, b.tf.reshape(b.g(), kept));
  }

  /** As in Python, of no use where an element is zero. */
  private static Operand<?> cumprod(Backward b) {
    return b.div(cumsum(b, b.mul(b.y(0), b.g())), b.x(0));
  }

  /** The cumulative sum in the other direction. */
  private static Operand<TNumber> cumsum(Backward b, Operand<TNumber> value) {
    return b.tf.math.cumsum(
        value,
        b.ints(1),
        Cumsum.exclusive(b.attribute("exclusive").getB()),
        Cumsum.reverse(!b.attribute("reverse").getB()));
  }

  /**
   * {@code exp(x[i] - y[j])} is at most 1, but both factors may overflow: so the sum over j is
   * taken of logarithms, of its positive and its negative part.
   */
  private static Operand<?> cumulativeLogsumexp(Backward b) {
    return b.sub(logsumexp(b, b.g()), logsumexp(b, b.neg(b.g())));
  }

  private static Operand<TNumber> logsumexp(Backward b, Operand<TNumber> gradient) {
    Operand<TNumber> zero = b.constant(0, gradient);
    Operand<TNumber> logarithm = b.tf.math.log(b.tf.math.maximum(gradient, zero));
    Operand<TNumber> terms =
        b.tf.select(b.tf.math.greater(gradient, zero), b.sub(logarithm, b.y(0)), logarithm);
    Operand<TNumber> sum =
        b.tf.math.cumulativeLogsumexp(
            terms,
            b.ints(1),
            CumulativeLogsumexp.exclusive(b.attribute("exclusive").getB()),
            CumulativeLogsumexp.reverse(!b.attribute("reverse").getB()));
    return b.tf.math.exp(b.add(sum, b.x(0)));
  }

  /** Equal elements share the gradient. */
  private static Operand<?> nthElement(Backward b) {
    Operand<TInt32> last = b.tf.constant(-1);
    Operand<TNumber> chosen =
        b.cast(b.tf.math.equal(b.x(0), b.tf.expandDims(b.y(0), last)), b.x(0));
    return b.mul(b.div(chosen, b.sumLast(chosen)), b.tf.expandDims(b.g(), last));
  }

  /** The places are counted through all rows, so that one sum scatters into all. */
  private static Operand<?> topK(Backward b) {
    Ops tf = b.tf;
    Operand<TInt32> chosen = tf.dtypes.cast(b.y(1), TInt32.class);
    Operand<TInt32> size = tf.size(b.x(0));
    Operand<TInt32> starts = tf.range(tf.constant(0), size, b.length(b.x(0), -1));
    Operand<TInt32> rows =
        tf.reshape(chosen, tf.stack(List.of(tf.size(starts), b.length(chosen, -1))));
    Operand<TInt32> places = tf.math.add(rows, tf.expandDims(starts, tf.constant(1)));
    Operand<TNumber> gradient = tf.reshape(b.g(), Shapes.of(tf, places));
    return tf.reshape(tf.math.unsortedSegmentSum(gradient, places, size), Shapes.of(tf, b.x(0)));
  }
}
