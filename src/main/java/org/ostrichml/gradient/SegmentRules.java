package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.equivalent;
import static org.ostrichml.gradient.Backward.inputs;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Reductions over the rows that share a segment. Rows with a negative segment are left out. */
final class SegmentRules {
  private SegmentRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    rules.put("SegmentMean", equivalent(b -> mean(b, b.x(0), b.x(1), false)));
    rules.put("SegmentMax", inputs(SegmentRules::extremum));
    rules.put("SegmentMin", rules.get("SegmentMax"));
    rules.put("SegmentProd", inputs(SegmentRules::product));
    rules.put("UnsortedSegmentProd", rules.get("SegmentProd"));
    for (String end : List.of("", "WithNumSegments")) {
      rules.put("SparseSegmentSum" + end, equivalent(b -> sum(b, rows(b), b.x(2))));
      rules.put("SparseSegmentMean" + end, equivalent(b -> mean(b, rows(b), b.x(2), false)));
      rules.put("SparseSegmentSqrtN" + end, equivalent(b -> mean(b, rows(b), b.x(2), true)));
    }
  }

  private static Operand<TNumber> rows(Backward b) {
    return b.tf.gather(b.x(0), b.x(1), b.tf.constant(0));
  }

  private static Operand<TNumber> sum(
      Backward b, Operand<TNumber> rows, Operand<TNumber> segments) {
    return b.tf.math.unsortedSegmentSum(rows, segments, count(b));
  }

  /** The number of segments: the rows of the output. */
  private static Operand<TInt32> count(Backward b) {
    return b.tf.gather(Shapes.of(b.tf, b.y(0)), b.tf.constant(0), b.tf.constant(0));
  }

  private static Operand<TNumber> mean(
      Backward b, Operand<TNumber> rows, Operand<TNumber> segments, boolean root) {
    Operand<TNumber> sizes = sum(b, b.tf.onesLike(rows), segments);
    Operand<TNumber> divisor = b.tf.math.maximum(sizes, b.constant(1, sizes));
    return b.div(sum(b, rows, segments), root ? b.tf.math.sqrt(divisor) : divisor);
  }

  /** Equal elements share the gradient. */
  private static Operand<?> extremum(Backward b) {
    Operand<TNumber> chosen = b.cast(b.tf.math.equal(b.x(0), spread(b, b.y(0))), b.x(0));
    Operand<TNumber> ties = sum(b, chosen, b.x(1));
    return b.mul(chosen, spread(b, b.tf.math.divNoNan(b.g(), ties)));
  }

  /** The product of the others: by division, or of the elements that are not zero. */
  private static Operand<?> product(Backward b) {
    Ops tf = b.tf;
    Operand<TNumber> x = b.x(0);
    Operand<TNumber> zero = b.cast(tf.math.equal(x, b.constant(0, x)), x);
    Operand<TNumber> filled = b.add(x, zero);
    Operand<TNumber> product = spread(b, tf.math.unsortedSegmentProd(filled, b.x(1), count(b)));
    Operand<TNumber> otherZeros = b.sub(spread(b, sum(b, zero, b.x(1))), zero);
    Operand<TNumber> others = b.div(product, filled);
    return tf.select(
        tf.math.equal(otherZeros, b.constant(0, x)),
        b.mul(spread(b, b.g()), others),
        tf.zerosLike(x));
  }

  /** Gives each row its segment's value; zero to rows without a segment. */
  private static Operand<TNumber> spread(Backward b, Operand<TNumber> perSegment) {
    Ops tf = b.tf;
    Operand<TInt32> segments = tf.dtypes.cast(b.x(1), TInt32.class);
    Operand<TInt32> padded = tf.math.maximum(tf.math.add(segments, tf.constant(1)), tf.constant(0));
    Operand<TNumber> none =
        tf.reduceSum(tf.zerosLike(perSegment), tf.constant(0), ReduceSum.keepDims(true));
    return tf.gather(tf.concat(List.of(none, perSegment), tf.constant(0)), padded, tf.constant(0));
  }
}
