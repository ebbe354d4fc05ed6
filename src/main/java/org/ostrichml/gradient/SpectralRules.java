package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.inputs;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Complex numbers and Fourier transforms. The gradient at a complex tensor is that at its real part
 * plus i times that at its imaginary part. TensorFlow's own gradients of {@code Complex}, {@code
 * Real}, {@code Imag} and {@code Angle} know single precision only. The transpose of a transform is
 * its inverse without the division; those of real signals leave out the half of the spectrum that
 * mirrors the other.
 */
final class SpectralRules {
  private SpectralRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    rules.put("Complex", inputs(b -> part(b, "Real", b.g(), 0), b -> part(b, "Imag", b.g(), 1)));
    rules.put("Real", inputs(b -> b.cast(b.g(), b.x(0))));
    rules.put("Imag", inputs(b -> imaginary(b, b.g())));
    rules.put("Angle", inputs(b -> b.div(imaginary(b, b.g()), b.tf.math.conj(b.x(0)))));
    rules.put("ComplexAbs", inputs(b -> b.mul(b.cast(b.g(), b.x(0)), b.tf.math.sign(b.x(0)))));
    String[] dimensions = {"", "2D", "3D"};
    for (int i = 0; i < dimensions.length; i++) {
      int axes = i + 1;
      String d = dimensions[i];
      rules.put(
          "FFT" + d, inputs(b -> b.mul(b.like("IFFT" + d, b.g()), size(b, b.g(), axes, b.g()))));
      rules.put(
          "IFFT" + d, inputs(b -> b.div(b.like("FFT" + d, b.g()), size(b, b.g(), axes, b.g()))));
      rules.put("RFFT" + d, inputs(b -> realForward(b, "IFFT" + d, axes)));
      rules.put("IRFFT" + d, inputs(b -> realInverse(b, "RFFT" + d, axes)));
    }
  }

  private static Operand<TNumber> part(Backward b, String type, Operand<?> value, int input) {
    Operand<?> part =
        b.likewise(
                type, Map.of("Tout", Backward.attribute(b.x(input).asOutput().dataType())), value)
            .output(0);
    return b.reduceTo(input, Backward.number(part));
  }

  private static Operand<TNumber> imaginary(Backward b, Operand<TNumber> value) {
    AttrValue type = Backward.attribute(b.x(0).asOutput().dataType());
    Operand<?> zero = b.tf.zerosLike(value);
    return Backward.number(b.likewise("Complex", Map.of("Tout", type), zero, value).output(0));
  }

  /** The spectrum's other half, which the op left out, gets no gradient. */
  private static Operand<?> realForward(Backward b, String inverse, int axes) {
    Operand<TNumber> whole = fill(b, b.g(), b.ints(1), axes);
    Operand<TNumber> signal = b.mul(b.like(inverse, whole), size(b, whole, axes, whole));
    return fill(b, b.cast(signal, b.x(0)), inner(b, b.x(0), axes), axes);
  }

  /** All but the first and, of an even length, the last column stand for their mirrors too. */
  private static Operand<?> realInverse(Backward b, String forward, int axes) {
    Ops tf = b.tf;
    AttrValue type = Backward.attribute(b.x(0).asOutput().dataType());
    Operand<TNumber> whole =
        Backward.number(b.likewise(forward, Map.of("Tcomplex", type), b.g(), b.ints(1)).output(0));
    Operand<TNumber> spectrum = b.div(whole, size(b, b.g(), axes, whole));
    Operand<TInt32> length = tf.stridedSlice(b.ints(1), Indices.at(-1));
    Operand<TInt32> column =
        tf.range(
            tf.constant(0),
            tf.math.add(tf.math.div(length, tf.constant(2)), tf.constant(1)),
            tf.constant(1));
    Operand<TInt32> mirror = tf.math.floorMod(tf.math.neg(column), length);
    Operand<TNumber> twice = b.add(b.cast(tf.math.notEqual(mirror, column), spectrum), 1);
    return fill(b, b.mul(spectrum, twice), inner(b, b.x(0), axes), axes);
  }

  /** The number of elements a transform of {@code value} combines. */
  private static Operand<TNumber> size(
      Backward b, Operand<TNumber> value, int axes, Operand<TNumber> like) {
    return b.cast(b.tf.reduceProd(inner(b, value, axes), b.tf.constant(0)), like);
  }

  private static Operand<TInt32> inner(Backward b, Operand<TNumber> value, int axes) {
    return b.tf.slice(
        Shapes.of(b.tf, value), outerAxes(b, value, axes), b.tf.constant(new int[] {-1}));
  }

  private static Operand<TInt32> outerAxes(Backward b, Operand<TNumber> value, int axes) {
    return b.tf.expandDims(b.tf.math.sub(b.tf.rank(value), b.tf.constant(axes)), b.tf.constant(0));
  }

  /** Fills the last axes up with zeros. */
  private static Operand<TNumber> fill(
      Backward b, Operand<TNumber> value, Operand<TInt32> sizes, int axes) {
    Ops tf = b.tf;
    Operand<TInt32> missing = tf.math.sub(sizes, inner(b, value, axes));
    Operand<TInt32> none = tf.fill(outerAxes(b, value, axes), tf.constant(0));
    Operand<TInt32> after = tf.concat(List.of(none, missing), tf.constant(0));
    Operand<TInt32> paddings = tf.stack(List.of(tf.zerosLike(after), after), Stack.axis(1L));
    return tf.pad(value, paddings, b.constant(0, value));
  }
}
