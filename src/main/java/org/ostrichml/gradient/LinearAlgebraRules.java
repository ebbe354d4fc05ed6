package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.equivalent;
import static org.ostrichml.gradient.Backward.inputs;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.linalg.Inv;
import org.tensorflow.op.linalg.Solve;
import org.tensorflow.op.linalg.TriangularSolve;
import org.tensorflow.types.family.TNumber;

/**
 * Matrices: inverses, determinants, solvers and diagonals. Source: Giles, Collected matrix
 * derivative results (2008).
 */
final class LinearAlgebraRules {
  private LinearAlgebraRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    rules.put("MatrixInverse", inputs(LinearAlgebraRules::inverse));
    rules.put(
        "MatrixDeterminant",
        inputs(b -> b.mul(matrix(b, b.mul(b.g(), b.y(0))), inverseTransposed(b))));
    rules.put("LogMatrixDeterminant", inputs(b -> b.mul(matrix(b, b.g(1)), inverseTransposed(b))));
    rules.put("Cholesky", inputs(b -> b.like("CholeskyGrad", b.y(0), b.g())));
    rules.put("MatrixSolve", inputs(b -> solvedMatrix(b, solve(b)), LinearAlgebraRules::solve));
    rules.put(
        "MatrixTriangularSolve",
        inputs(
            b -> b.reduceTo(0, triangle(b, solvedMatrix(b, triangularSolve(b)))),
            b -> b.reduceTo(1, triangularSolve(b))));
    rules.put(
        "SparseMatMul",
        equivalent(
            b ->
                matMul(
                    b,
                    b.cast(b.x(0), b.y(0)),
                    b.cast(b.x(1), b.y(0)),
                    b.attribute("transpose_a").getB(),
                    b.attribute("transpose_b").getB())));
    rules.put(
        "SparseTensorDenseMatMul",
        equivalent(
            b ->
                matMul(
                    b,
                    b.tf.scatterNd(b.x(0), b.x(1), b.x(2)),
                    b.x(3),
                    b.attribute("adjoint_a").getB(),
                    b.attribute("adjoint_b").getB())));
    diagonals(rules);
  }

  /** A product of matrices, complex ones too. */
  static Operand<TNumber> matMul(
      Backward b,
      Operand<TNumber> left,
      Operand<TNumber> right,
      boolean adjointLeft,
      boolean adjointRight) {
    return Backward.number(
        b.tf
            .scope()
            .opBuilder("BatchMatMulV2", "MatMul")
            .addInput(left.asOutput())
            .addInput(right.asOutput())
            .setAttr("adj_x", adjointLeft)
            .setAttr("adj_y", adjointRight)
            .build()
            .output(0));
  }

  /** {@code y = inv(op(x))}, so {@code dy = -y op(dx) y}, with or without the adjoint. */
  private static Operand<?> inverse(Backward b) {
    Operand<TNumber> y = b.y(0);
    return b.attribute("adjoint").getB()
        ? b.neg(matMul(b, y, matMul(b, b.g(), y, true, false), false, false))
        : b.neg(matMul(b, y, matMul(b, b.g(), y, false, true), true, false));
  }

  private static Operand<TNumber> inverseTransposed(Backward b) {
    return b.tf.linalg.inv(b.x(0), Inv.adjoint(true));
  }

  /** A number for each matrix, as matrices of one element. */
  private static Operand<TNumber> matrix(Backward b, Operand<TNumber> numbers) {
    return b.tf.expandDims(b.tf.expandDims(numbers, b.tf.constant(-1)), b.tf.constant(-1));
  }

  private static Operand<TNumber> solve(Backward b) {
    return b.tf.linalg.solve(b.x(0), b.g(), Solve.adjoint(!b.attribute("adjoint").getB()));
  }

  private static Operand<TNumber> triangularSolve(Backward b) {
    return b.tf.linalg.triangularSolve(
        b.x(0),
        b.g(),
        TriangularSolve.lower(b.attribute("lower").getB()),
        TriangularSolve.adjoint(!b.attribute("adjoint").getB()));
  }

  /** The gradient at a solver's matrix, from that at its right side. */
  private static Operand<TNumber> solvedMatrix(Backward b, Operand<TNumber> rightSide) {
    return b.neg(
        b.attribute("adjoint").getB()
            ? matMul(b, b.y(0), rightSide, false, true)
            : matMul(b, rightSide, b.y(0), false, true));
  }

  private static Operand<TNumber> triangle(Backward b, Operand<TNumber> matrix) {
    int below = b.attribute("lower").getB() ? -1 : 0;
    return b.tf.linalg.bandPart(matrix, b.tf.constant(below), b.tf.constant(-1 - below));
  }

  private static void diagonals(Map<String, GradientRule> rules) {
    rules.put(
        "MatrixDiagPart", inputs(b -> b.like("MatrixSetDiag", b.tf.zerosLike(b.x(0)), b.g())));
    rules.put(
        "MatrixSetDiag",
        inputs(
            b -> b.like("MatrixSetDiag", b.g(), b.tf.zerosLike(b.x(1))),
            b -> b.like("MatrixDiagPart", b.g())));
    for (String version : new String[] {"V2", "V3"}) {
      rules.put("MatrixDiag" + version, inputs(b -> diagonal(b, version, b.x(1))));
      rules.put(
          "MatrixDiagPart" + version,
          inputs(b -> b.like("MatrixSetDiag" + version, b.tf.zerosLike(b.x(0)), b.g(), b.x(1))));
      rules.put(
          "MatrixSetDiag" + version,
          inputs(
              b -> b.like("MatrixSetDiag" + version, b.g(), b.tf.zerosLike(b.x(1)), b.x(2)),
              b -> diagonal(b, version, b.x(2))));
    }
  }

  private static Operand<TNumber> diagonal(Backward b, String version, Operand<TNumber> k) {
    return b.like("MatrixDiagPart" + version, b.g(), k, b.constant(0, b.g()));
  }
}
