package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.equivalent;
import static org.ostrichml.gradient.Backward.inputs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ostrichml.model.Nodes;
import org.ostrichml.model.RegisteredOps;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Sparse and ragged tensors: their values are differentiated, their indices are not. */
final class SparseRules {
  private SparseRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    rules.put(
        "SparseReduceSum",
        equivalent(
            b ->
                b.tf.reduceSum(
                    dense(b, b.x(0), b.x(1), b.x(2)),
                    b.ints(3),
                    ReduceSum.keepDims(b.attribute("keep_dims").getB()))));
    rules.put(
        "SparseTensorDenseAdd", inputs(null, b -> b.tf.gatherNd(b.g(), b.x(0)), null, b -> b.g()));
    rules.put("SparseDenseCwiseMul", equivalent(b -> b.mul(b.x(1), beside(b))));
    rules.put("SparseDenseCwiseDiv", equivalent(b -> b.div(b.x(1), beside(b))));
    rules.put("SparseDenseCwiseAdd", equivalent(b -> b.add(b.x(1), beside(b))));
    rules.put("SparseSoftmax", inputs(null, SparseRules::softmax));
    rules.put("SparseAdd", inputs(null, b -> summand(b, 0), null, null, b -> summand(b, 3)));
    rules.put("SparseReorder", inputs(null, b -> moved(b, 1, 1)));
    rules.put("SparseSlice", inputs(null, b -> moved(b, 1, 1)));
    rules.put("SparseFillEmptyRows", inputs(null, b -> filled(b, 0), null, b -> filled(b, 1)));
    rules.put(
        "RaggedTensorToTensor", inputs(null, b -> moved(b, 1, 0), b -> b.reduceTo(2, padding(b))));
    rules.put("RaggedGather", SparseRules::raggedGather);
  }

  private static Operand<TNumber> dense(
      Backward b, Operand<TNumber> indices, Operand<TNumber> values, Operand<TNumber> shape) {
    return b.tf.scatterNd(indices, values, shape);
  }

  /** The elements of the dense operand, which is broadcast, that stand beside the sparse ones. */
  private static Operand<TNumber> beside(Backward b) {
    return b.tf.gatherNd(b.tf.broadcastTo(b.x(3), b.x(2)), b.x(0));
  }

  private static Operand<?> softmax(Backward b) {
    Ops tf = b.tf;
    Operand<TNumber> shares = b.mul(b.y(0), b.g());
    Operand<TNumber> sums = b.sumLast(dense(b, b.x(0), shares, b.x(2)));
    Operand<TNumber> sum = tf.gatherNd(tf.broadcastTo(sums, b.x(2)), b.x(0));
    return b.sub(shares, b.mul(b.y(0), sum));
  }

  private static Operand<?> summand(Backward b, int first) {
    return b.tf.gatherNd(dense(b, b.y(0), b.g(1), b.y(2)), b.x(first));
  }

  private static Operand<?> filled(Backward b, int output) {
    return b.likewise("SparseFillEmptyRowsGrad", b.y(3), b.g(1)).output(output);
  }

  private static List<Operand<?>> raggedGather(
      Ops tf, GraphOperation op, List<Operand<?>> arriving, boolean[] wanted) {
    int values = (int) op.attributes().getAttrInt("PARAMS_RAGGED_RANK");
    int output = (int) op.attributes().getAttrInt("OUTPUT_RAGGED_RANK");
    Backward.Expression[] each = new Backward.Expression[values + 1];
    each[values] = b -> moved(b, values, output);
    return inputs(each).apply(tf, op, arriving, wanted);
  }

  /** The gradient at the values of an op that moves rows, and pads. */
  private static Operand<?> moved(Backward b, int values, int output) {
    Operand<TInt32> rows = b.length(b.x(values), 0);
    return b.tf.math.unsortedSegmentSum(b.g(output), origins(b, values, output), rows);
  }

  /** The sum of the gradients at what was padded. */
  private static Operand<TNumber> padding(Backward b) {
    Ops tf = b.tf;
    Operand<TInt32> origins = origins(b, 1, 0);
    Operand<TInt32> none =
        tf.dtypes.cast(tf.math.greaterEqual(origins, tf.constant(0)), TInt32.class);
    return tf.math.unsortedSegmentSum(b.g(), tf.math.neg(none), tf.constant(1));
  }

  /**
   * The row that each row of the output came from, -1 for padding: what the op makes of the numbers
   * of the rows.
   */
  private static Operand<TInt32> origins(Backward b, int values, int output) {
    Ops tf = b.tf;
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> numbers = tf.range(one, tf.math.add(b.length(b.x(values), 0), one), one);
    List<Output<?>> operands = new ArrayList<>();
    for (int i = 0; i < b.inputCount(); i++) {
      operands.add(b.x(i).asOutput());
    }
    operands.set(values, numbers.asOutput());
    String type = b.op.type();
    if (type.equals("RaggedTensorToTensor")) {
      operands.set(0, outerShape(b).asOutput());
      operands.set(2, tf.constant(0).asOutput());
    }
    NodeDef.Builder node = NodeDef.newBuilder().setName(type).setOp(type);
    for (String name : RegisteredOps.with(type).attributes(type)) {
      boolean isOfValues = name.equals("T") || name.equals("Tvalues");
      node.putAttr(name, isOfValues ? Backward.attribute(DataType.DT_INT32) : b.attribute(name));
    }
    Output<?> found =
        Nodes.build(
                RegisteredOps.with(type), tf.scope().opBuilder(type, type), node.build(), operands)
            .output(output);
    @SuppressWarnings("unchecked")
    Operand<TInt32> numbered = (Operand<TInt32>) (Operand<?>) found;
    return tf.math.sub(numbered, one);
  }

  /** The shape that is asked for, less the axes that the values have beyond their first. */
  private static Operand<TNumber> outerShape(Backward b) {
    Ops tf = b.tf;
    if (b.x(0).shape().numDimensions() == 0) {
      return b.x(0);
    }
    Operand<TInt32> axes =
        tf.math.sub(tf.math.add(tf.rank(b.y(0)), tf.constant(1)), tf.rank(b.x(1)));
    return tf.slice(
        b.x(0), tf.constant(new int[] {0}), tf.reshape(axes, tf.constant(new int[] {1})));
  }
}
