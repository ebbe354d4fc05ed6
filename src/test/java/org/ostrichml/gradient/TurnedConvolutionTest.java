package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.model.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Backward convolutions written as forward ones, against TensorFlow's backward ones. */
class TurnedConvolutionTest {
  private static final int BATCH = 2;

  /** Where there are native kernels, pictures have another rule. */
  private static final GradientRule TURNED =
      Backward.inputs(b -> TurnedConvolution.inputGradient(b).orElseThrow());

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> turned(
      Ops tf, Operand<TFloat32> convolution, Operand<TFloat32> gradient) {
    return (Operand<TFloat32>)
        TURNED
            .apply(
                tf,
                (GraphOperation) convolution.op(),
                List.of(gradient),
                new boolean[] {true, false})
            .get(0);
  }

  private record Convolution(
      int height,
      int width,
      int rows,
      int columns,
      int channels,
      int stride,
      String padding,
      long... pads) {

    /** The gradient of the squared output at {@code x}: ours, and by TensorFlow's op. */
    Batch[] gradients(Batch x) {
      try (Graph graph = new Graph()) {
        Ops tf = Ops.create(graph);
        Placeholder<TFloat32> input =
            tf.placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(-1, height, width, channels)));
        Operand<TFloat32> filter = numbers(tf, 5, rows, columns, channels, 3);
        Operand<TFloat32> output = op(tf, "Conv2D", input, filter);
        Operand<TFloat32> slope = tf.math.mul(tf.constant(2f), output);
        Operand<TFloat32> ours = turned(tf, output, slope);
        assertThat(graph.operations())
            .toIterable()
            .noneMatch(op -> op.type().equals("Conv2DBackpropInput"));
        Operand<TFloat32> theirs = op(tf, "Conv2DBackpropInput", tf.shape(input), filter, slope);
        try (Session session = new Session(graph);
            TFloat32 fed = Tensors.of(x);
            Result result = session.runner().feed(input, fed).fetch(ours).fetch(theirs).run()) {
          return new Batch[] {Tensors.batch(result.get(0)), Tensors.batch(result.get(1))};
        }
      }
    }

    private Operand<TFloat32> op(Ops tf, String type, Operand<?>... inputs) {
      return Fixtures.raw(tf, type, this::attributes, inputs);
    }

    private void attributes(OperationBuilder builder) {
      builder.setAttr("strides", new long[] {1, stride, stride, 1}).setAttr("padding", padding);
      if (padding.equals("EXPLICIT")) {
        builder.setAttr(
            "explicit_paddings", new long[] {0, 0, pads[0], pads[1], pads[2], pads[3], 0, 0});
      }
    }

    void check() {
      Batch[] gradients = gradients(Fixtures.examples(1, BATCH, height, width, channels));
      assertThat(gradients[0].shape()).isEqualTo(gradients[1].shape());
      assertThat(gradients[0].values()).containsExactly(gradients[1].values(), within(1e-4f));
    }
  }

  @Property(tries = 60)
  void equalsTheBackwardConvolution(
      @ForAll @IntRange(min = 5, max = 12) int height,
      @ForAll @IntRange(min = 5, max = 12) int width,
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll @IntRange(min = 1, max = 4) int channels,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll boolean same) {
    new Convolution(height, width, rows, columns, channels, stride, same ? "SAME" : "VALID")
        .check();
  }

  @Property(tries = 40)
  void followsExplicitPaddings(
      @ForAll @IntRange(min = 5, max = 9) int height,
      @ForAll @IntRange(min = 1, max = 4) int taps,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @Size(4) long[] pads) {
    long[] within = new long[4];
    for (int i = 0; i < 4; i++) {
      within[i] = Math.floorMod(pads[i], stride == 1 ? taps : 4);
    }
    new Convolution(height, 7, taps, taps, 3, stride, "EXPLICIT", within).check();
  }

  @Example
  void turnsAFilterOnceForAllGradients() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 5, 5, 2)));
      Operand<TFloat32> y =
          new Convolution(5, 5, 3, 3, 2, 1, "SAME").op(tf, "Conv2D", x, numbers(tf, 1, 3, 3, 2, 3));
      turned(tf, y, y);
      turned(tf, y, tf.math.square(y));
      assertThat(graph.operations())
          .toIterable()
          .filteredOn(op -> op.name().startsWith("ostrich/turned/"))
          .hasSize(1);
    }
  }
}
