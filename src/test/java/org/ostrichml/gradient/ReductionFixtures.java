package org.ostrichml.gradient;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;

/** Reductions: plain, cumulative, by segment, and the choice of the largest. */
final class ReductionFixtures extends Fixtures {
  @Override
  void fill() {
    for (String type : List.of("Sum", "Mean", "Max", "Min", "Prod", "EuclideanNorm")) {
      Shape cube = Shape.of(2, 3, 4);
      add(type + " negative axis", cube, (b, x) -> b.op(type, x, b.ints(-1)).out());
      add(
          type + " axes kept",
          cube,
          (b, x) -> b.op(type, x, b.ints(0, -1)).set("keep_dims", true).out());
      add(type + " all", Shape.of(2, 3), (b, x) -> b.op(type, x, b.ints(0, 1)).out());
      add(type + " one axis", Shape.of(2, 3), (b, x) -> b.op(type, x, b.integer(1)).out());
    }
    for (String type : List.of("Cumsum", "Cumprod", "CumulativeLogsumexp")) {
      for (boolean reverse : new boolean[] {false, true}) {
        cumulative(type, false, reverse);
        cumulative(type, true, reverse);
      }
    }
    for (String type :
        List.of("SegmentSum", "SegmentMean", "SegmentMax", "SegmentMin", "SegmentProd")) {
      add(type, Shape.of(5, 2), (b, x) -> b.op(type, x, b.ints(0, 0, 2, 2, 2)).out());
    }
    for (String kind : List.of("Sum", "Max", "Min", "Prod")) {
      String type = "UnsortedSegment" + kind;
      add(
          type,
          Shape.of(5, 2),
          (b, x) -> b.op(type, x, b.ints(1, 0, -1, 1, 0), b.integer(2)).out());
      add(
          type + " of matrices",
          Shape.of(2, 3),
          (b, x) ->
              b.op(type, x, b.rows(new int[] {2, 0, 1}, new int[] {1, 1, 0}), b.integer(3)).out());
    }
    for (String kind : List.of("Sum", "Mean", "SqrtN")) {
      String type = "SparseSegment" + kind;
      add(
          type,
          Shape.of(5, 2),
          (b, x) -> b.op(type, x, b.ints(4, 1, 1, 0), b.ints(0, 0, 0, 2)).out());
      String numbered = type + "WithNumSegments";
      add(
          numbered,
          Shape.of(5, 2),
          (b, x) -> b.op(numbered, x, b.ints(4, 1, 1, 0), b.ints(0, 0, 0, 2), b.integer(4)).out());
    }
    add("TopKV2", Shape.of(2, 3, 4), (b, x) -> b.op("TopKV2", x, b.integer(2)).out());
    add("TopKV2 vector", Shape.of(5), (b, x) -> b.op("TopKV2", x, b.integer(2)).out());
    add("NthElement", Shape.of(2, 5), (b, x) -> b.op("NthElement", x, b.integer(2)).out());
    add(
        "Prod of a zero",
        Shape.of(4),
        (b, x) ->
            b.op("Prod", b.op("Mul", x, b.tf.constant(new double[] {1, 0, 2, 3})).out(), b.ints(0))
                .out());
    add(
        "SegmentProd of a zero",
        Shape.of(4),
        (b, x) ->
            b.op(
                    "SegmentProd",
                    b.op("Mul", x, b.tf.constant(new double[] {1, 0, 2, 3})).out(),
                    b.ints(0, 0, 0, 1))
                .out());
  }

  /** An exclusive logarithm begins with that of nothing; its exponential is finite. */
  private void cumulative(String type, boolean exclusive, boolean reverse) {
    add(
        type + (exclusive ? " exclusive" : "") + (reverse ? " reverse" : ""),
        Shape.of(2, 4),
        (b, x) -> {
          Operand<?> result =
              b.op(type, x, b.integer(-1))
                  .set("exclusive", exclusive)
                  .set("reverse", reverse)
                  .out();
          return type.equals("CumulativeLogsumexp") ? b.op("Exp", result).out() : result;
        },
        .3,
        2);
  }
}
