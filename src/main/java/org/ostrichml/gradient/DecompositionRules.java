package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.inputs;
import static org.ostrichml.gradient.LinearAlgebraRules.matMul;

import java.util.List;
import java.util.Map;
import org.ostrichml.OstrichException;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Index;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Decompositions of matrices. Source: Giles, Collected matrix derivative results (2008); for tall
 * and wide matrices Townsend, Differentiating the singular value decomposition (2016), and Walter
 * and Lehmann, Algorithmic differentiation of linear algebra functions (2018).
 */
final class DecompositionRules {
  private DecompositionRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    rules.put("SelfAdjointEigV2", inputs(DecompositionRules::eigenvectors));
    rules.put("Svd", inputs(DecompositionRules::singularVectors));
    rules.put("Qr", inputs(DecompositionRules::qr));
    rules.put("MatrixSquareRoot", inputs(DecompositionRules::squareRoot));
  }

  /** The op reads the lower triangle alone, so its gradient is there. */
  private static Operand<?> eigenvectors(Backward b) {
    Operation whole =
        b.attribute("compute_v").getB()
            ? b.op
            : b.likewise("SelfAdjointEigV2", Map.of("compute_v", flag(true)), b.x(0));
    Operand<TNumber> e = Backward.number(whole.output(0));
    Operand<TNumber> v = Backward.number(whole.output(1));
    Operand<TNumber> inner = diagonal(b, b.g(0));
    if (b.arrives(1)) {
      inner = b.add(inner, b.mul(gaps(b, e), matMul(b, v, b.g(1), true, false)));
    }
    Operand<TNumber> left = matMul(b, v, inner, false, false);
    Operand<TNumber> gradient = matMul(b, left, v, false, true);
    Operand<TNumber> both = b.add(gradient, matMul(b, v, left, false, true));
    return b.like("MatrixSetDiag", part(b, both, -1, 0), b.like("MatrixDiagPart", gradient));
  }

  /** {@code 1 / (values[j] - values[i])}; zero on the diagonal. */
  private static Operand<TNumber> gaps(Backward b, Operand<TNumber> values) {
    Operand<TNumber> difference = b.sub(row(b, values), column(b, values));
    return b.tf.math.divNoNan(b.tf.onesLike(difference), difference);
  }

  private static Operand<?> singularVectors(Backward b) {
    boolean vectors = b.arrives(1) || b.arrives(2);
    if (vectors && b.attribute("full_matrices").getB() && rows(b) != columns(b)) {
      throw notOfFull(b);
    }
    Operation thin =
        vectors
            ? b.op
            : b.likewise(
                "Svd", Map.of("compute_uv", flag(true), "full_matrices", flag(false)), b.x(0));
    Operand<TNumber> s = Backward.number(thin.output(0));
    Operand<TNumber> u = Backward.number(thin.output(1));
    Operand<TNumber> v = Backward.number(thin.output(2));
    Operand<TNumber> inner = diagonal(b, b.g(0));
    if (!vectors) {
      return matMul(b, matMul(b, u, inner, false, false), v, false, true);
    }
    Operand<TNumber> gaps = gaps(b, b.square(s));
    inner = b.add(inner, b.mul(b.mul(gaps, skew(b, u, b.g(1))), row(b, s)));
    inner = b.add(inner, b.mul(column(b, s), b.mul(gaps, skew(b, v, b.g(2)))));
    Operand<TNumber> gradient = matMul(b, matMul(b, u, inner, false, false), v, false, true);
    gradient = b.add(gradient, matMul(b, outside(b, u, b.g(1), s), v, false, true));
    return b.add(gradient, matMul(b, u, outside(b, v, b.g(2), s), false, true));
  }

  private static Operand<TNumber> skew(Backward b, Operand<TNumber> basis, Operand<TNumber> g) {
    return b.sub(matMul(b, basis, g, true, false), matMul(b, g, basis, true, false));
  }

  /** What of {@code g} lies outside the space of a basis, over the singular values. */
  private static Operand<TNumber> outside(
      Backward b, Operand<TNumber> basis, Operand<TNumber> g, Operand<TNumber> s) {
    Operand<TNumber> inside = matMul(b, basis, matMul(b, basis, g, true, false), false, false);
    return b.tf.math.divNoNan(b.sub(g, inside), row(b, s));
  }

  private static Operand<?> qr(Backward b) {
    long m = rows(b);
    long n = columns(b);
    if (m > n && b.attribute("full_matrices").getB()) {
      throw notOfFull(b);
    }
    if (m >= n) {
      return tall(b, b.y(0), b.y(1), b.g(0), b.g(1));
    }
    Index left = Indices.sliceTo(m);
    Index right = Indices.sliceFrom(m);
    Operand<TNumber> rest = of(b, b.g(1), right);
    Operand<TNumber> q = b.add(b.g(0), matMul(b, of(b, b.x(0), right), rest, false, true));
    return b.tf.concat(
        List.of(
            tall(b, b.y(0), of(b, b.y(1), left), q, of(b, b.g(1), left)),
            matMul(b, b.y(0), rest, false, false)),
        b.tf.constant(-1));
  }

  private static Operand<TNumber> of(Backward b, Operand<TNumber> matrix, Index columns) {
    return b.tf.stridedSlice(matrix, Indices.ellipsis(), columns);
  }

  private static Operand<TNumber> tall(
      Backward b,
      Operand<TNumber> q,
      Operand<TNumber> r,
      Operand<TNumber> gq,
      Operand<TNumber> gr) {
    Operand<TNumber> inner = b.sub(matMul(b, r, gr, false, true), matMul(b, gq, q, true, false));
    Operand<TNumber> turned = b.sub(matMul(b, gr, r, false, true), matMul(b, q, gq, true, false));
    Operand<TNumber> symmetric =
        b.sub(
            b.add(part(b, inner, -1, 0), part(b, turned, 0, -1)),
            diagonal(b, b.like("MatrixDiagPart", inner)));
    Operand<TNumber> sum = b.add(gq, matMul(b, q, symmetric, false, false));
    return matMul(b, sum, b.tf.linalg.inv(r), false, true);
  }

  /**
   * With {@code y y = x}, the gradient z solves {@code y' z + z y' = g}: a linear system in the
   * elements of z.
   */
  private static Operand<?> squareRoot(Backward b) {
    Ops tf = b.tf;
    Operand<TNumber> y = b.y(0);
    Operand<TInt32> shape = Shapes.of(tf, y);
    Operand<TInt32> batch =
        tf.slice(
            shape,
            tf.constant(new int[] {0}),
            tf.expandDims(tf.math.sub(tf.rank(y), tf.constant(2)), tf.constant(0)));
    Operand<TInt32> n = b.length(y, -1);
    Operand<TInt32> all = tf.math.mul(n, n);
    Operand<TNumber> eye = diagonal(b, tf.onesLike(b.like("MatrixDiagPart", y)));
    Operand<TNumber> turned = matMul(b, y, eye, true, false);
    Operand<TNumber> sum = b.add(kronecker(b, turned, eye), kronecker(b, eye, y));
    Operand<TNumber> system =
        tf.reshape(sum, tf.concat(List.of(batch, tf.stack(List.of(all, all))), tf.constant(0)));
    Operand<TNumber> side =
        tf.reshape(
            b.g(),
            tf.concat(List.of(batch, tf.stack(List.of(all, tf.constant(1)))), tf.constant(0)));
    return tf.reshape(tf.linalg.solve(system, side), shape);
  }

  /** The products of all elements of two matrices: [.., n, n, n, n]. */
  private static Operand<TNumber> kronecker(
      Backward b, Operand<TNumber> left, Operand<TNumber> right) {
    Ops tf = b.tf;
    Operand<TNumber> outer = tf.expandDims(tf.expandDims(left, tf.constant(-1)), tf.constant(-3));
    Operand<TNumber> inner = tf.expandDims(tf.expandDims(right, tf.constant(-2)), tf.constant(-4));
    return b.mul(outer, inner);
  }

  private static OstrichException notOfFull(Backward b) {
    return new OstrichException(
        "The loss cannot be differentiated: op '%s' (node '%s') completes a basis (full_matrices), and what it adds has no gradient. Choose an output before it with --output."
            .formatted(b.op.type(), b.op.name()));
  }

  private static long rows(Backward b) {
    return axis(b, 2);
  }

  private static long columns(Backward b) {
    return axis(b, 1);
  }

  private static long axis(Backward b, int fromTheEnd) {
    Shape shape = b.x(0).shape();
    long length = shape.isUnknown() ? -1 : shape.get(shape.numDimensions() - fromTheEnd);
    if (length < 0) {
      throw new OstrichException(
          "The loss cannot be differentiated: op '%s' (node '%s') reads matrices of unknown size. Export the model with a fixed one."
              .formatted(b.op.type(), b.op.name()));
    }
    return length;
  }

  private static AttrValue flag(boolean value) {
    return AttrValue.newBuilder().setB(value).build();
  }

  private static Operand<TNumber> diagonal(Backward b, Operand<TNumber> values) {
    return b.like("MatrixDiag", values);
  }

  private static Operand<TNumber> part(Backward b, Operand<TNumber> matrix, int below, int above) {
    return b.tf.linalg.bandPart(matrix, b.tf.constant(below), b.tf.constant(above));
  }

  private static Operand<TNumber> row(Backward b, Operand<TNumber> values) {
    return b.tf.expandDims(values, b.tf.constant(-2));
  }

  private static Operand<TNumber> column(Backward b, Operand<TNumber> values) {
    return b.tf.expandDims(values, b.tf.constant(-1));
  }
}
