package org.ostrichml.gradient;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TInt64;

/** Sparse and ragged tensors. */
final class SparseFixtures extends Fixtures {
  private static final Shape VALUES = Shape.of(4);

  @Override
  void fill() {
    for (boolean keep : new boolean[] {false, true}) {
      add(
          "SparseReduceSum" + (keep ? " kept" : ""),
          VALUES,
          (b, x) ->
              b.op("SparseReduceSum", places(b), x, size(b), b.ints(-1))
                  .set("keep_dims", keep)
                  .out());
    }
    add(
        "SparseTensorDenseAdd sparse",
        VALUES,
        (b, x) -> b.op("SparseTensorDenseAdd", places(b), x, size(b), b.some(3, 4)).out());
    add(
        "SparseTensorDenseAdd dense",
        Shape.of(3, 4),
        (b, x) -> b.op("SparseTensorDenseAdd", places(b), b.some(4), size(b), x).out());
    for (String type : new String[] {"Mul", "Div", "Add"}) {
      String op = "SparseDenseCwise" + type;
      add(op + " sparse", VALUES, (b, x) -> b.op(op, places(b), x, size(b), b.positive(4)).out());
      add(
          op + " dense",
          Shape.of(3, 1),
          (b, x) -> b.op(op, places(b), b.some(4), size(b), x).out(),
          .5,
          1);
    }
    add("SparseSoftmax", VALUES, (b, x) -> b.op("SparseSoftmax", places(b), x, size(b)).out());
    add("SparseAdd first", VALUES, (b, x) -> sum(b, x, b.some(4)));
    add("SparseAdd second", VALUES, (b, x) -> sum(b, b.some(4), x));
    add(
        "SparseReorder",
        VALUES,
        (b, x) ->
            b.op(
                    "SparseReorder",
                    b.tf.constant(new long[][] {{2, 1}, {0, 3}, {2, 0}, {0, 1}}),
                    x,
                    size(b))
                .out(1));
    add(
        "SparseSlice",
        VALUES,
        (b, x) -> b.op("SparseSlice", places(b), x, size(b), b.longs(0, 1), b.longs(3, 2)).out(1));
    add(
        "SparseFillEmptyRows values",
        VALUES,
        (b, x) -> b.op("SparseFillEmptyRows", places(b), x, size(b), b.number(2)).out(1));
    add(
        "SparseFillEmptyRows default",
        Shape.of(),
        (b, x) -> b.op("SparseFillEmptyRows", places(b), b.some(4), size(b), x).out(1));
    ragged();
  }

  private void ragged() {
    add(
        "RaggedTensorToTensor cut off and padded",
        Shape.of(6, 2),
        (b, x) -> tensor(b, b.longs(-1, 2, 2), x, b.number(1)));
    add(
        "RaggedTensorToTensor of any shape",
        Shape.of(6),
        (b, x) -> tensor(b, b.tf.constant(-1L), x, b.number(1)));
    add(
        "RaggedTensorToTensor padding",
        Shape.of(2),
        (b, x) -> tensor(b, b.longs(-1, 4, 2), b.some(6, 2), x));
    add(
        "RaggedTensorToTensor padding, broadcast",
        Shape.of(),
        (b, x) -> tensor(b, b.longs(-1, 4, 2), b.some(6, 2), x));
    add(
        "RaggedGather",
        Shape.of(6, 2),
        (b, x) ->
            b.op("RaggedGather")
                .list(b.longs(0, 2, 5, 6))
                .in(x)
                .in(b.ints(2, 0, 0))
                .set("OUTPUT_RAGGED_RANK", 1)
                .out(1));
  }

  private static Operand<TInt64> places(OpBench b) {
    return b.tf.constant(new long[][] {{0, 1}, {0, 3}, {2, 0}, {2, 1}});
  }

  private static Operand<TInt64> size(OpBench b) {
    return b.longs(3, 4);
  }

  private static Operand<?> sum(OpBench b, Operand<?> first, Operand<?> second) {
    Operand<TInt64> others = b.tf.constant(new long[][] {{0, 0}, {0, 3}, {1, 2}, {2, 1}});
    return b.op("SparseAdd", places(b), first, size(b), others, second, size(b), b.number(0))
        .out(1);
  }

  private static Operand<?> tensor(
      OpBench b, Operand<TInt64> shape, Operand<?> values, Operand<?> padding) {
    return b.op("RaggedTensorToTensor", shape, values, padding)
        .list(b.longs(0, 3, 4, 6))
        .set("row_partition_types", new String[] {"ROW_SPLITS"})
        .out();
  }
}
