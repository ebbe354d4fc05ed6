package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.equivalent;
import static org.ostrichml.gradient.Backward.inputs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Ops that move elements: joining, taking, scattering. TensorFlow's own {@code GatherV2} fails on
 * negative axes, its {@code BroadcastTo} on a shape of int64.
 */
final class IndexRules {
  private IndexRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    rules.put("BroadcastTo", inputs(b -> b.reduceTo(0, b.g())));
    rules.put("Concat", equivalent(IndexRules::concat));
    rules.put("Gather", inputs(b -> gather(b, b.tf.constant(0), 0)));
    rules.put(
        "GatherV2", inputs(b -> gather(b, b.ints(2), (int) b.attribute("batch_dims").getI())));
    rules.put("Reverse", inputs(b -> b.like("Reverse", b.g(), b.x(1))));
    rules.put(
        "ConjugateTranspose",
        inputs(b -> b.like("ConjugateTranspose", b.g(), b.tf.math.invertPermutation(b.ints(1)))));
    rules.put(
        "StridedSliceGrad",
        inputs(null, null, null, null, b -> b.like("StridedSlice", b.g(), b.x(1), b.x(2), b.x(3))));
    rules.put(
        "TensorStridedSliceUpdate",
        inputs(
            b ->
                b.like(
                    "TensorStridedSliceUpdate",
                    b.g(),
                    b.x(1),
                    b.x(2),
                    b.x(3),
                    b.tf.zerosLike(b.x(4))),
            null,
            null,
            null,
            b -> b.like("StridedSlice", b.g(), b.x(1), b.x(2), b.x(3))));
    rules.put("SparseToDense", inputs(null, null, b -> b.tf.gatherNd(b.g(), sparseIndices(b))));
    scatter(rules);
  }

  private static Operand<?> concat(Backward b) {
    List<Operand<TNumber>> parts = new ArrayList<>();
    for (int i = 1; i < b.inputCount(); i++) {
      parts.add(b.x(i));
    }
    return b.tf.concat(parts, b.ints(0));
  }

  /**
   * Sums the gradient of each slice taken into its place, the places being counted through the
   * batch. Written with batch, outer, taken and inner axes joined to one each.
   */
  private static Operand<?> gather(Backward b, Operand<?> axisOperand, int batchDimensions) {
    Ops tf = b.tf;
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> shape = Shapes.of(tf, b.x(0));
    Operand<TInt32> axis =
        tf.math.floorMod(
            tf.dtypes.cast(Backward.number(axisOperand), TInt32.class), tf.rank(b.x(0)));
    Operand<TInt32> leading =
        batchDimensions < 0
            ? tf.math.add(tf.rank(b.x(1)), tf.constant(batchDimensions))
            : tf.constant(batchDimensions);
    Operand<TInt32> batch = product(tf, shape, zero, leading);
    Operand<TInt32> outer = product(tf, shape, leading, axis);
    Operand<TInt32> length = tf.gather(shape, axis, zero);
    Operand<TInt32> inner = product(tf, shape, tf.math.add(axis, tf.constant(1)), tf.rank(b.x(0)));
    Operand<TInt32> any = tf.constant(-1);
    Operand<TInt32> indices =
        tf.reshape(tf.dtypes.cast(b.x(1), TInt32.class), tf.stack(List.of(batch, any)));
    Operand<TInt32> taken = b.length(indices, 1);
    Operand<TInt32> total = tf.math.mul(batch, length);
    Operand<TInt32> starts = tf.math.mul(tf.range(zero, batch, tf.constant(1)), length);
    Operand<TInt32> places = tf.math.add(indices, tf.expandDims(starts, tf.constant(1)));
    Operand<TInt32> swap = tf.constant(new int[] {0, 2, 1, 3});
    Operand<TNumber> gradient =
        tf.linalg.transpose(tf.reshape(b.g(), tf.stack(List.of(batch, outer, taken, inner))), swap);
    Operand<TNumber> sums = tf.math.unsortedSegmentSum(gradient, places, total);
    Operand<TNumber> split = tf.reshape(sums, tf.stack(List.of(batch, length, outer, inner)));
    return tf.reshape(tf.linalg.transpose(split, swap), shape);
  }

  private static Operand<TInt32> product(
      Ops tf, Operand<TInt32> shape, Operand<TInt32> from, Operand<TInt32> to) {
    Operand<TInt32> begin = tf.expandDims(from, tf.constant(0));
    Operand<TInt32> size = tf.expandDims(tf.math.sub(to, from), tf.constant(0));
    return tf.reduceProd(tf.slice(shape, begin, size), tf.constant(0));
  }

  /** Of a vector, the indices may be a vector or a single one. */
  private static Operand<TNumber> sparseIndices(Backward b) {
    int rank = b.x(0).shape().numDimensions();
    return rank < 2 ? b.tf.expandDims(b.x(0), b.tf.constant(-1)) : b.x(0);
  }

  private static void scatter(Map<String, GradientRule> rules) {
    rules.put(
        "TensorScatterUpdate",
        inputs(
            b -> b.tf.tensorScatterNdUpdate(b.g(), b.x(1), b.tf.zerosLike(b.x(2))),
            null,
            IndexRules::taken));
    rules.put("TensorScatterAdd", inputs(Backward::g, null, IndexRules::taken));
    rules.put("TensorScatterSub", inputs(Backward::g, null, b -> b.neg(taken(b))));
    rules.put(
        "TensorScatterMax",
        inputs(
            b -> b.mul(shared(b), equal(b, b.x(0), b.y(0))),
            null,
            b -> b.mul(b.tf.gatherNd(shared(b), b.x(1)), updatesKept(b))));
    rules.put("TensorScatterMin", rules.get("TensorScatterMax"));
  }

  private static Operand<TNumber> taken(Backward b) {
    return b.tf.gatherNd(b.g(), b.x(1));
  }

  /** The gradient of an extremum, shared between the elements that are equal to it. */
  private static Operand<TNumber> shared(Backward b) {
    Operand<TNumber> count =
        b.tf.tensorScatterNdAdd(equal(b, b.x(0), b.y(0)), b.x(1), updatesKept(b));
    return b.div(b.g(), count);
  }

  private static Operand<TNumber> updatesKept(Backward b) {
    return equal(b, b.x(2), b.tf.gatherNd(b.y(0), b.x(1)));
  }

  private static Operand<TNumber> equal(Backward b, Operand<TNumber> left, Operand<TNumber> right) {
    return b.cast(b.tf.math.equal(left, right), left);
  }
}
