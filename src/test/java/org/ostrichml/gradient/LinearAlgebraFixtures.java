package org.ostrichml.gradient;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat64;

/** Products, inverses, solvers and diagonals of matrices. */
final class LinearAlgebraFixtures extends Fixtures {
  @Override
  void fill() {
    for (boolean left : new boolean[] {false, true}) {
      for (boolean right : new boolean[] {false, true}) {
        products(left, right);
      }
      matrices(left);
    }
    diagonals("V2");
    diagonals("V3");
    add(
        "SparseMatMul",
        Shape.of(3, 2),
        (b, x) ->
            b.op("SparseMatMul", b.single(x), b.single(b.some(4, 3)))
                .set("transpose_a", true)
                .set("transpose_b", true)
                .out());
    add(
        "SparseTensorDenseMatMul dense",
        Shape.of(3, 2),
        (b, x) ->
            b.op(
                    "SparseTensorDenseMatMul",
                    b.tf.constant(new long[][] {{0, 1}, {2, 0}}),
                    b.some(2),
                    b.longs(3, 4),
                    x)
                .set("adjoint_a", true)
                .out());
    add(
        "SparseTensorDenseMatMul values",
        Shape.of(2),
        (b, x) ->
            b.op(
                    "SparseTensorDenseMatMul",
                    b.tf.constant(new long[][] {{0, 1}, {2, 0}}),
                    x,
                    b.longs(3, 4),
                    b.some(2, 4))
                .set("adjoint_b", true)
                .out());
    add(
        "Einsum ij,jk->ik left",
        Shape.of(2, 3),
        (b, x) -> b.op("Einsum").list(x, b.some(3, 2)).set("equation", "ij,jk->ik").out());
    add(
        "Einsum ij,jk->ik right",
        Shape.of(3, 2),
        (b, x) -> b.op("Einsum").list(b.some(2, 3), x).set("equation", "ij,jk->ik").out());
    add(
        "Einsum bij,bjk->bik left",
        Shape.of(2, 2, 3),
        (b, x) -> b.op("Einsum").list(x, b.some(2, 3, 2)).set("equation", "bij,bjk->bik").out());
    add(
        "Einsum bij,bjk->bik right",
        Shape.of(2, 3, 2),
        (b, x) -> b.op("Einsum").list(b.some(2, 2, 3), x).set("equation", "bij,bjk->bik").out());
    add(
        "Einsum ...ij,jk->...ki left",
        Shape.of(2, 2, 3),
        (b, x) -> b.op("Einsum").list(x, b.some(3, 2)).set("equation", "...ij,jk->...ki").out());
    add(
        "Einsum ...ij,jk->...ki right",
        Shape.of(3, 2),
        (b, x) -> b.op("Einsum").list(b.some(2, 2, 3), x).set("equation", "...ij,jk->...ki").out());
    add(
        "Einsum abc,cde->abde left",
        Shape.of(2, 2, 3),
        (b, x) -> b.op("Einsum").list(x, b.some(3, 2, 2)).set("equation", "abc,cde->abde").out());
    add(
        "Einsum abc,cde->abde right",
        Shape.of(3, 2, 2),
        (b, x) -> b.op("Einsum").list(b.some(2, 2, 3), x).set("equation", "abc,cde->abde").out());
    add(
        "Einsum BTNH,BSNH->BNTS left",
        Shape.of(1, 2, 2, 3),
        (b, x) ->
            b.op("Einsum").list(x, b.some(1, 3, 2, 3)).set("equation", "BTNH,BSNH->BNTS").out());
    add(
        "Einsum BTNH,BSNH->BNTS right",
        Shape.of(1, 3, 2, 3),
        (b, x) ->
            b.op("Einsum").list(b.some(1, 2, 2, 3), x).set("equation", "BTNH,BSNH->BNTS").out());
    add(
        "Einsum ijk->ki",
        Shape.of(2, 3, 2),
        (b, x) -> b.op("Einsum").list(x).set("equation", "ijk->ki").out());
    add(
        "Einsum ii->i",
        Shape.of(3, 3),
        (b, x) -> b.op("Einsum").list(x).set("equation", "ii->i").out());
    add(
        "Einsum ij->",
        Shape.of(2, 3),
        (b, x) -> b.op("Einsum").list(x).set("equation", "ij->").out());
    add(
        "Einsum ii->",
        Shape.of(3, 3),
        (b, x) -> b.op("Einsum").list(x).set("equation", "ii->").out());
    add("MatrixDeterminant", Shape.of(2, 3, 3), (b, x) -> b.op("MatrixDeterminant", x).out());
    add(
        "LogMatrixDeterminant",
        Shape.of(2, 3, 3),
        (b, x) -> b.op("LogMatrixDeterminant", x).out(1));
    add("Cholesky", Shape.of(2, 3, 3), (b, x) -> b.op("Cholesky", b.definite(x)).out());
    add(
        "MatrixBandPart",
        Shape.of(3, 4),
        (b, x) -> b.op("MatrixBandPart", x, b.integer(1), b.integer(0)).out());
    add("Diag", Shape.of(2, 2), (b, x) -> b.op("Diag", x).out());
    add("DiagPart", Shape.of(3, 3), (b, x) -> b.op("DiagPart", x).out());
    add("MatrixDiag", Shape.of(2, 3), (b, x) -> b.op("MatrixDiag", x).out());
    add("MatrixDiagPart", Shape.of(2, 3, 2), (b, x) -> b.op("MatrixDiagPart", x).out());
    add("MatrixSetDiag", Shape.of(3, 2), (b, x) -> b.op("MatrixSetDiag", x, b.some(2)).out());
    add(
        "MatrixSetDiag diagonal",
        Shape.of(2),
        (b, x) -> b.op("MatrixSetDiag", b.some(3, 2), x).out());
  }

  private void products(boolean left, boolean right) {
    long[] a = left ? new long[] {3, 2} : new long[] {2, 3};
    long[] c = right ? new long[] {4, 3} : new long[] {3, 4};
    String turned = (left ? " left turned" : "") + (right ? " right turned" : "");
    add(
        "MatMul" + turned,
        Shape.of(a),
        (b, x) ->
            b.op("MatMul", x, b.some(c)).set("transpose_a", left).set("transpose_b", right).out());
    add(
        "MatMul second" + turned,
        Shape.of(c),
        (b, x) ->
            b.op("MatMul", b.some(a), x).set("transpose_a", left).set("transpose_b", right).out());
    add(
        "BatchMatMul" + turned,
        Shape.of(2, a[0], a[1]),
        (b, x) ->
            b.op("BatchMatMul", x, b.some(2, c[0], c[1]))
                .set("adj_x", left)
                .set("adj_y", right)
                .out());
    for (String type : List.of("BatchMatMulV2", "BatchMatMulV3")) {
      add(
          type + turned,
          Shape.of(2, 1, a[0], a[1]),
          (b, x) -> batch(b, type, x, b.some(3, c[0], c[1]), left, right));
      add(
          type + " second" + turned,
          Shape.of(3, c[0], c[1]),
          (b, x) -> batch(b, type, b.some(2, 1, a[0], a[1]), x, left, right));
    }
  }

  private static Operand<?> batch(
      OpBench b, String type, Operand<?> a, Operand<?> c, boolean left, boolean right) {
    OpBench.Raw product = b.op(type, a, c).set("adj_x", left).set("adj_y", right);
    return (type.endsWith("V3") ? product.set("Tout", DataType.DT_DOUBLE) : product).out();
  }

  private void matrices(boolean adjoint) {
    String how = adjoint ? " adjoint" : "";
    add(
        "MatrixInverse" + how,
        Shape.of(2, 3, 3),
        (b, x) -> b.op("MatrixInverse", b.definite(x)).set("adjoint", adjoint).out());
    add(
        "MatrixInverse asymmetric" + how,
        Shape.of(3, 3),
        (b, x) -> b.op("MatrixInverse", near(b, x)).set("adjoint", adjoint).out());
    add(
        "MatrixSolve matrix" + how,
        Shape.of(3, 3),
        (b, x) -> b.op("MatrixSolve", near(b, x), b.some(3, 2)).set("adjoint", adjoint).out());
    add(
        "MatrixSolve right side" + how,
        Shape.of(2, 3, 2),
        (b, x) ->
            b.op("MatrixSolve", b.definite(b.some(2, 3, 3)), x).set("adjoint", adjoint).out());
    for (boolean lower : new boolean[] {false, true}) {
      String type = "MatrixTriangularSolve" + (lower ? " lower" : " upper");
      add(
          type + " matrix" + how,
          Shape.of(3, 3),
          (b, x) ->
              b.op("MatrixTriangularSolve", near(b, x), b.some(2, 3, 2))
                  .set("adjoint", adjoint)
                  .set("lower", lower)
                  .out());
      add(
          type + " right side" + how,
          Shape.of(3, 2),
          (b, x) ->
              b.op("MatrixTriangularSolve", b.definite(b.some(2, 3, 3)), x)
                  .set("adjoint", adjoint)
                  .set("lower", lower)
                  .out());
    }
  }

  /** A matrix near one that is well conditioned. */
  private static Operand<TFloat64> near(OpBench b, Operand<TFloat64> x) {
    return b.add(x, b.definite(b.some(3, 3)));
  }

  private void diagonals(String version) {
    add(
        "MatrixDiag" + version,
        Shape.of(2, 2, 3),
        (b, x) ->
            aligned(
                b.op(
                    "MatrixDiag" + version,
                    x,
                    b.ints(0, 1),
                    b.integer(3),
                    b.integer(4),
                    b.number(0)),
                version));
    add(
        "MatrixDiagPart" + version,
        Shape.of(2, 3, 4),
        (b, x) ->
            aligned(b.op("MatrixDiagPart" + version, x, b.ints(-1, 2), b.number(0)), version));
    add(
        "MatrixSetDiag" + version,
        Shape.of(2, 3, 4),
        (b, x) ->
            aligned(b.op("MatrixSetDiag" + version, x, b.some(2, 3, 3), b.ints(-1, 1)), version));
    add(
        "MatrixSetDiag diagonal " + version,
        Shape.of(2, 3, 3),
        (b, x) ->
            aligned(b.op("MatrixSetDiag" + version, b.some(2, 3, 4), x, b.ints(-1, 1)), version));
  }

  private static Operand<?> aligned(OpBench.Raw op, String version) {
    return (version.equals("V3") ? op.set("align", "LEFT_RIGHT") : op).out();
  }
}
