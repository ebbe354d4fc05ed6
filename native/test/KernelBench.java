import java.util.Arrays;
import java.util.function.Consumer;
import org.ostrichml.data.Batch;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * Times each native kernel beside TensorFlow's ops that do the same, on shapes of GoogLeNet at
 * batch 8, and a step's on a thousand digits: java -cp target/classes:$(cat target/classpath) native/test/KernelBench.java
 */
class KernelBench {
  private static final int RUNS = 30;

  /** As Ostrich runs models. */
  private static final ConfigProto PLAIN =
      ConfigProto.newBuilder()
          .setGraphOptions(
              GraphOptions.newBuilder()
                  .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
          .build();

  public static void main(String[] arguments) {
    System.out.println("kernels: " + NativeKernels.description());
    System.out.printf("%-28s %-20s %8s %8s%n", "op", "input", "TF, ms", "ours, ms");
    pool(112, 64, 2);
    pool(56, 192, 2);
    pool(28, 256, 1);
    pool(14, 512, 1);
    pool(7, 832, 1);
    normalization(56, 64);
    normalization(56, 192);
    convolution(3, 56, 64, 192);
    convolution(3, 28, 128, 192);
    convolution(3, 14, 160, 320);
    convolution(3, 7, 192, 384);
    convolution(1, 56, 64, 64);
    convolution(1, 28, 256, 128);
    convolution(1, 14, 528, 256);
    convolution(1, 7, 832, 384);
    image(224, 7, 2, 64);
    image(224, 3, 1, 64);
    step(1000, 784);
    step(8, 150528);
  }

  private static void step(int rows, int width) {
    String shape = "[%d,%d]".formatted(rows, width);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x = numbers(tf, rows, width);
      Operand<TFloat32> size = numbers(tf, rows, 1);
      Operand<TFloat32> moved = tf.math.add(x, tf.math.mul(size, tf.math.sign(x)));
      row(
          graph,
          "sign step",
          shape,
          tf.math.minimum(tf.math.maximum(moved, x), x),
          op(tf, NativeKernels.SIGN_STEP, b -> {}, x, x, x, x, size));
      Operand<TFloat64> white = tf.constant(255d);
      Operand<TFloat64> one = tf.constant(1d);
      Operand<TFloat64> above = tf.math.sub(tf.dtypes.cast(x, TFloat64.class), one);
      Operand<TFloat64> levels =
          tf.math.mul(one, tf.math.rint(tf.math.div(tf.math.mul(above, white), one)));
      row(
          graph,
          "grey levels",
          shape,
          tf.dtypes.cast(tf.math.add(one, tf.math.div(levels, white)), TFloat32.class),
          op(tf, NativeKernels.GREY_LEVELS, b -> b.setAttr("black", 1f).setAttr("white", 2f), x));
    }
  }

  private static void pool(int side, int channels, int stride) {
    Consumer<OperationBuilder> attributes =
        b ->
            b.setAttr("ksize", new long[] {1, 3, 3, 1})
                .setAttr("strides", new long[] {1, stride, stride, 1})
                .setAttr("padding", "SAME");
    int pooled = (side + stride - 1) / stride;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<?> x = numbers(tf, 8, side, side, channels);
      Operand<?> g = numbers(tf, 8, pooled, pooled, channels);
      Operand<?> y = op(tf, "MaxPool", attributes, x);
      row(
          graph,
          "MaxPoolGrad 3x3/" + stride,
          "[8,%d,%d,%d]".formatted(side, side, channels),
          op(tf, "MaxPoolGrad", attributes, x, kept(graph, y), g),
          op(tf, NativeKernels.MAX_POOL_GRAD, attributes, x, g));
    }
  }

  private static void normalization(int side, int channels) {
    Consumer<OperationBuilder> attributes =
        b -> b.setAttr("depth_radius", 2).setAttr("alpha", 2e-5f).setAttr("beta", 0.75f);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<?> x = numbers(tf, 8, side, side, channels);
      Operand<?> g = numbers(tf, 8, side, side, channels);
      Operand<?> y = op(tf, "LRN", attributes, x);
      String shape = "[8,%d,%d,%d]".formatted(side, side, channels);
      row(graph, "LRN", shape, y, op(tf, NativeKernels.LRN, attributes, x));
      row(
          graph,
          "LRNGrad",
          shape,
          op(tf, "LRNGrad", attributes, g, x, kept(graph, y)),
          op(tf, NativeKernels.LRN_GRAD, attributes, g, x));
    }
  }

  private static void convolution(int taps, int side, int channels, int outputs) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<?> x = numbers(tf, 8, side, side, channels);
      Operand<?> filter =
          ((GraphOperation) numbers(tf, taps, taps, channels, outputs).op()).input(0);
      Operand<?> bias = tf.constant(new float[outputs]);
      row(
          graph,
          "Conv2D %dx%d".formatted(taps, taps),
          "[8,%d,%d,%d] %d".formatted(side, side, channels, outputs),
          op(
              tf,
              "Conv2D",
              b -> b.setAttr("strides", new long[] {1, 1, 1, 1}).setAttr("padding", "SAME"),
              x,
              filter),
          op(
              tf,
              taps == 1 ? NativeKernels.PRODUCT : NativeKernels.CONVOLUTION,
              b -> {},
              x,
              filter,
              bias));
    }
  }

  private static void image(int side, int taps, int stride, int outputs) {
    Consumer<OperationBuilder> attributes =
        b -> b.setAttr("strides", new long[] {1, stride, stride, 1}).setAttr("padding", "SAME");
    int convolved = (side + stride - 1) / stride;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<?> x = numbers(tf, 8, side, side, 3);
      Operand<?> filter = numbers(tf, taps, taps, 3, outputs);
      Operand<?> g = numbers(tf, 8, convolved, convolved, outputs);
      Operand<?> shape = tf.constant(new int[] {8, side, side, 3});
      row(
          graph,
          "Conv2D %dx%d/%d's gradient".formatted(taps, taps, stride),
          "[8,%d,%d,3] %d".formatted(side, side, outputs),
          op(tf, "Conv2DBackpropInput", attributes, shape, filter, g),
          op(tf, NativeKernels.IMAGE_GRAD, attributes, x, filter, g));
    }
  }

  private static void row(
      Graph graph, String name, String shape, Operand<?> theirs, Operand<?> ours) {
    System.out.printf(
        "%-28s %-20s %8.2f %8.2f%n", name, shape, best(graph, theirs), best(graph, ours));
  }

  private static double best(Graph graph, Operand<?> op) {
    double best = Double.POSITIVE_INFINITY;
    try (Session session = new Session(graph, PLAIN)) {
      for (int i = 0; i < RUNS; i++) {
        long start = System.nanoTime();
        session.runner().addTarget(op.op()).run().close();
        best = Math.min(best, (System.nanoTime() - start) / 1e6);
      }
    }
    return best;
  }

  /** What an op computes, once and for all. */
  private static Operand<?> kept(Graph graph, Operand<?> value) {
    try (Session session = new Session(graph);
        TFloat32 found = (TFloat32) session.runner().fetch(value).run().get(0)) {
      Ops tf = Ops.create(graph);
      return tf.placeholderWithDefault(tf.constantOf(found), found.shape());
    }
  }

  private static Operand<?> op(
      Ops tf, String type, Consumer<OperationBuilder> attributes, Operand<?>... inputs) {
    OperationBuilder builder = tf.scope().opBuilder(type, type);
    for (Operand<?> input : inputs) {
      builder.addInput(input.asOutput());
    }
    attributes.accept(builder);
    return builder.build().output(0);
  }

  /** Numbers that TensorFlow does not know to be constant, or it would compute nothing. */
  private static Operand<TFloat32> numbers(Ops tf, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7919L % 1009) / 1009f;
    }
    try (TFloat32 tensor = Tensors.of(new Batch(values, shape))) {
      return tf.placeholderWithDefault(tf.constantOf(tensor), tensor.shape());
    }
  }
}
