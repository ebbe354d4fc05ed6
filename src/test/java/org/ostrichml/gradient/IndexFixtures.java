package org.ostrichml.gradient;

import java.util.List;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;

/** Ops that move elements, and ops that hand them on. */
final class IndexFixtures extends Fixtures {
  @Override
  void fill() {
    add(
        "Gather batch all",
        Shape.of(2, 3, 4),
        (b, x) ->
            b.op("GatherV2", x, b.rows(new int[] {2, 0}, new int[] {2, 2}), b.integer(2))
                .set("batch_dims", -1)
                .out());
    add(
        "Print",
        Shape.of(3),
        (b, x) -> b.op("Print", x).list().set("U", new DataType[0]).set("first_n", 0).out());
    add(
        "SparseToDense vector",
        Shape.of(3),
        (b, x) -> b.op("SparseToDense", b.ints(0, 2, 3), b.ints(4), x, b.number(0)).out());
    for (String mode : List.of("REFLECT", "SYMMETRIC")) {
      for (String type : List.of("MirrorPad", "MirrorPadGrad")) {
        add(
            type + " " + mode,
            type.equals("MirrorPad") ? Shape.of(3, 3) : Shape.of(4, 7),
            (b, x) ->
                b.op(type, x, b.rows(new int[] {1, 0}, new int[] {2, 2})).set("mode", mode).out());
      }
    }
    for (String type : List.of("Update", "Add", "Sub", "Max", "Min")) {
      String scatter = "TensorScatter" + type;
      add(
          scatter,
          Shape.of(4, 2),
          (b, x) -> b.op(scatter, x, b.rows(new int[] {2}, new int[] {0}), b.some(2, 2)).out());
      add(
          scatter + " updates",
          Shape.of(2, 2),
          (b, x) -> b.op(scatter, b.some(4, 2), b.rows(new int[] {2}, new int[] {0}), x).out());
    }
    add(
        "ConcatV2 negative axis",
        Shape.of(2, 3),
        (b, x) -> b.op("ConcatV2").list(x, b.some(2, 2), x).in(b.integer(-1)).out());
    add(
        "Concat",
        Shape.of(2, 3),
        (b, x) -> b.op("Concat", b.integer(-1)).list(x, b.some(2, 2), x).out());
    add(
        "Gather",
        Shape.of(3, 2),
        (b, x) -> b.op("Gather", x, b.rows(new int[] {2, 0}, new int[] {2, 2})).out());
    add(
        "GatherV2 axis",
        Shape.of(2, 3, 2),
        (b, x) ->
            b.op("GatherV2", x, b.rows(new int[] {2, 0}, new int[] {2, 2}), b.integer(1)).out());
    add(
        "GatherV2 negative axis",
        Shape.of(2, 3, 2),
        (b, x) -> b.op("GatherV2", x, b.ints(1, 1, 0), b.integer(-1)).out());
    add(
        "GatherV2 batch",
        Shape.of(2, 3, 2),
        (b, x) ->
            b.op("GatherV2", x, b.rows(new int[] {2, 0}, new int[] {2, 2}), b.integer(1))
                .set("batch_dims", 1)
                .out());
    add(
        "GatherV2 batch axis",
        Shape.of(2, 3, 4),
        (b, x) ->
            b.op("GatherV2", x, b.rows(new int[] {2, 0}, new int[] {2, 2}), b.integer(2))
                .set("batch_dims", 1)
                .out());
    add(
        "GatherV2 batch of scalars",
        Shape.of(2, 3),
        (b, x) -> b.op("GatherV2", x, b.ints(2, 0), b.integer(1)).set("batch_dims", 1).out());
    add(
        "GatherV2 scalar",
        Shape.of(3, 2),
        (b, x) -> b.op("GatherV2", x, b.integer(1), b.integer(0)).out());
    add(
        "GatherNd",
        Shape.of(3, 2, 2),
        (b, x) ->
            b.op("GatherNd", x, b.rows(new int[] {2, 0}, new int[] {2, 0}, new int[] {1, 1}))
                .out());
    add(
        "StridedSlice masks",
        Shape.of(3, 4, 2),
        (b, x) ->
            b.op("StridedSlice", x, b.ints(0, 3, 0), b.ints(2, 0, 0), b.ints(1, -2, 1))
                .set("begin_mask", 1)
                .set("end_mask", 2)
                .set("shrink_axis_mask", 4)
                .out());
    add(
        "StridedSlice ellipsis",
        Shape.of(3, 4, 2),
        (b, x) ->
            b.op("StridedSlice", x, b.ints(0, 0, 0), b.ints(0, 0, 1), b.ints(1, 1, 1))
                .set("ellipsis_mask", 1)
                .set("new_axis_mask", 2)
                .out());
    add(
        "StridedSliceGrad",
        Shape.of(2, 2),
        (b, x) ->
            b.op("StridedSliceGrad", b.ints(4, 3), b.ints(0, 1), b.ints(4, 3), b.ints(2, 1), x)
                .out());
    add(
        "TensorStridedSliceUpdate input",
        Shape.of(4, 3),
        (b, x) ->
            b.op(
                    "TensorStridedSliceUpdate",
                    x,
                    b.ints(0, 1),
                    b.ints(4, 3),
                    b.ints(2, 1),
                    b.some(2, 2))
                .out());
    add(
        "TensorStridedSliceUpdate value",
        Shape.of(2, 2),
        (b, x) ->
            b.op(
                    "TensorStridedSliceUpdate",
                    b.some(4, 3),
                    b.ints(0, 1),
                    b.ints(4, 3),
                    b.ints(2, 1),
                    x)
                .out());
    add("Slice", Shape.of(3, 4), (b, x) -> b.op("Slice", x, b.ints(1, 0), b.ints(2, -1)).out());
    add(
        "Pad",
        Shape.of(2, 3),
        (b, x) -> b.op("Pad", x, b.rows(new int[] {1, 0}, new int[] {0, 2})).out());
    add(
        "PadV2",
        Shape.of(2, 3),
        (b, x) -> b.op("PadV2", x, b.rows(new int[] {1, 0}, new int[] {0, 2}), b.number(3)).out());
    add("Tile", Shape.of(2, 3), (b, x) -> b.op("Tile", x, b.ints(2, 3)).out());
    add("Transpose", Shape.of(2, 3, 2), (b, x) -> b.op("Transpose", x, b.ints(2, 0, 1)).out());
    add(
        "ConjugateTranspose",
        Shape.of(2, 3, 2),
        (b, x) -> b.op("ConjugateTranspose", x, b.ints(2, 0, 1)).out());
    add("Reshape", Shape.of(2, 3), (b, x) -> b.op("Reshape", x, b.ints(3, -1)).out());
    add("ExpandDims", Shape.of(2, 3), (b, x) -> b.op("ExpandDims", x, b.integer(-1)).out());
    add(
        "Squeeze",
        Shape.of(2, 1, 3),
        (b, x) -> b.op("Squeeze", x).set("squeeze_dims", new long[] {-2}).out());
    add("Fill", Shape.of(), (b, x) -> b.op("Fill", b.ints(2, 3), x).out());
    add("BroadcastTo", Shape.of(2, 1), (b, x) -> b.op("BroadcastTo", x, b.ints(3, 2, 4)).out());
    wide();
    add(
        "BroadcastTo int64",
        Shape.of(2, 1),
        (b, x) -> b.op("BroadcastTo", x, b.longs(3, 2, 4)).out());
    add(
        "Pack",
        Shape.of(2, 3),
        (b, x) -> b.op("Pack").list(x, b.some(2, 3), x).set("axis", -1).out());
    add("Unpack", Shape.of(2, 3), (b, x) -> b.op("Unpack", x).set("num", 3).set("axis", -1).out(1));
    add(
        "Split",
        Shape.of(2, 4),
        (b, x) -> b.op("Split", b.integer(-1), x).set("num_split", 2).out(1));
    add(
        "SplitV",
        Shape.of(2, 4),
        (b, x) -> b.op("SplitV", x, b.ints(1, 3), b.integer(-1)).set("num_split", 2).out(1));
    add("ReverseV2", Shape.of(2, 3), (b, x) -> b.op("ReverseV2", x, b.ints(-1)).out());
    add(
        "Reverse",
        Shape.of(2, 3),
        (b, x) -> b.op("Reverse", x, b.tf.constant(new boolean[] {false, true})).out());
    add(
        "ReverseSequence",
        Shape.of(3, 4, 2),
        (b, x) ->
            b.op("ReverseSequence", x, b.ints(2, 1, 3))
                .set("seq_dim", 1)
                .set("batch_dim", 0)
                .out());
    add("Roll", Shape.of(2, 3), (b, x) -> b.op("Roll", x, b.ints(1, 2), b.ints(0, 1)).out());
    add(
        "DepthToSpace",
        Shape.of(1, 2, 2, 8),
        (b, x) -> b.op("DepthToSpace", x).set("block_size", 2).out());
    add(
        "SpaceToDepth",
        Shape.of(1, 4, 2, 2),
        (b, x) -> b.op("SpaceToDepth", x).set("block_size", 2).out());
    add(
        "BatchToSpaceND",
        Shape.of(4, 2, 3, 1),
        (b, x) ->
            b.op("BatchToSpaceND", x, b.ints(2, 2), b.rows(new int[] {0, 1}, new int[] {1, 0}))
                .out());
    add(
        "SpaceToBatchND",
        Shape.of(1, 3, 5, 1),
        (b, x) ->
            b.op("SpaceToBatchND", x, b.ints(2, 2), b.rows(new int[] {0, 1}, new int[] {1, 0}))
                .out());
    add(
        "BatchToSpace",
        Shape.of(4, 2, 3, 1),
        (b, x) ->
            b.op("BatchToSpace", x, b.rows(new int[] {0, 1}, new int[] {1, 0}))
                .set("block_size", 2)
                .out());
    add(
        "SpaceToBatch",
        Shape.of(1, 3, 5, 1),
        (b, x) ->
            b.op("SpaceToBatch", x, b.rows(new int[] {0, 1}, new int[] {1, 0}))
                .set("block_size", 2)
                .out());
    add(
        "DynamicPartition",
        Shape.of(5, 2),
        (b, x) ->
            b.op("DynamicPartition", x, b.ints(1, 0, 1, 1, 0)).set("num_partitions", 2).out(1));
    add(
        "DynamicStitch",
        Shape.of(2, 3),
        (b, x) ->
            b.op("DynamicStitch").list(b.ints(0, 2), b.ints(2, 1)).list(b.some(2, 3), x).out());
    add(
        "ParallelDynamicStitch",
        Shape.of(2, 3),
        (b, x) ->
            b.op("ParallelDynamicStitch")
                .list(b.ints(0, 2), b.ints(3, 1))
                .list(b.some(2, 3), x)
                .out());
    add(
        "ScatterNd",
        Shape.of(3, 2),
        (b, x) ->
            b.op("ScatterNd", b.rows(new int[] {2}, new int[] {0}, new int[] {2}), x, b.ints(4, 2))
                .out());
    add(
        "ScatterNdNonAliasingAdd",
        Shape.of(3, 2),
        (b, x) ->
            b.op(
                    "ScatterNdNonAliasingAdd",
                    b.some(4, 2),
                    b.rows(new int[] {2}, new int[] {0}, new int[] {2}),
                    x)
                .out());
    add(
        "ScatterNdNonAliasingAdd input",
        Shape.of(4, 2),
        (b, x) ->
            b.op(
                    "ScatterNdNonAliasingAdd",
                    x,
                    b.rows(new int[] {2}, new int[] {0}, new int[] {2}),
                    b.some(3, 2))
                .out());
    add(
        "SparseToDense",
        Shape.of(3),
        (b, x) ->
            b.op(
                    "SparseToDense",
                    b.rows(new int[] {0, 1}, new int[] {1, 1}, new int[] {2, 0}),
                    b.ints(3, 2),
                    x,
                    b.number(0))
                .out());
    add("IdentityN", Shape.of(2, 3), (b, x) -> b.op("IdentityN").list(b.some(2), x).out(1));
    add(
        "EnsureShape",
        Shape.of(2, 3),
        (b, x) -> b.op("EnsureShape", x).set("shape", Shape.of(-1, 3)).out());
    add("Snapshot", Shape.of(2, 3), (b, x) -> b.op("Snapshot", x).out());
    add("PreventGradient", Shape.of(2, 3), (b, x) -> b.op("PreventGradient", x).out());
    add(
        "CheckNumerics",
        Shape.of(2, 3),
        (b, x) -> b.op("CheckNumerics", x).set("message", "").out());
    add(
        "CheckNumericsV2",
        Shape.of(2, 3),
        (b, x) -> b.op("CheckNumericsV2", x).set("message", "").out());
    add("DebugIdentityV2", Shape.of(2, 3), (b, x) -> b.op("DebugIdentityV2", x).out());
  }

  /** Axes and sizes of int64, and an end that is its largest number. */
  private void wide() {
    Shape shape = Shape.of(3, 4);
    for (String type : List.of("Sum", "Mean", "Max", "Prod")) {
      add(type + " int64", shape, (b, x) -> b.op(type, x, b.longs(-1)).out());
    }
    add(
        "Pad int64",
        shape,
        (b, x) -> b.op("Pad", x, b.tf.constant(new long[][] {{0, 1}, {2, 0}})).out());
    add("Slice int64", shape, (b, x) -> b.op("Slice", x, b.longs(1, 0), b.longs(-1, 2)).out());
    add(
        "StridedSlice int64",
        shape,
        (b, x) ->
            b.op("StridedSlice", x, b.longs(1, 0), b.longs(Long.MAX_VALUE, 3), b.longs(1, 2))
                .out());
  }
}
