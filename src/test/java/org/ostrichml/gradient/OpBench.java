package org.ostrichml.gradient;

import java.util.Arrays;
import org.ostrichml.Protos;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.VersionDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** A graph of its own to try an op on, with what fixtures need to write one in a line. */
final class OpBench implements AutoCloseable {
  private final Graph graph = new Graph();

  /** Where the ops go. */
  final Ops tf = Ops.create(graph);

  /** Whether float32 was used, so that differences are coarse. */
  private boolean single;

  /** An op under test, as a function of one float64 tensor. */
  @FunctionalInterface
  interface Function {
    Operand<?> of(OpBench b, Operand<TFloat64> x);
  }

  /** Analytic and numeric gradient of {@code sum(w * op(x))}, and how far they may be apart. */
  record Comparison(double[] gradient, double[] differences, double tolerance) {}

  Comparison compare(Function op, Shape shape, double low, double high) {
    Placeholder<TFloat64> x = tf.placeholder(TFloat64.class, Placeholder.shape(shape));
    Operand<TFloat64> loss = weighted(op.of(this, x));
    Operand<TFloat64> gradient = Gradients.of(tf, loss, x);
    double[] at = spread((int) shape.size(), low, high);
    double step = single ? 1e-2 * (high - low) / 2 : 1e-5;
    try (Session session = new Session(graph, Protos.PLAIN)) {
      double[] analytic = run(session, x, shape, at, gradient);
      double[] numeric = new double[at.length];
      for (int i = 0; i < at.length; i++) {
        double[] up = at.clone();
        double[] down = at.clone();
        up[i] += step;
        down[i] -= step;
        numeric[i] =
            (run(session, x, shape, up, loss)[0] - run(session, x, shape, down, loss)[0])
                / (2 * step);
      }
      double largest = Arrays.stream(numeric).map(Math::abs).max().orElse(0);
      return new Comparison(analytic, numeric, (single ? 1e-2 : 1e-6) * Math.max(largest, 1e-2));
    }
  }

  /** The gradient of {@code sum(op(x))} at some point. */
  double[] gradient(Function op, double... at) {
    Shape shape = Shape.of(at.length);
    Placeholder<TFloat64> x = tf.placeholder(TFloat64.class, Placeholder.shape(shape));
    Operand<TFloat64> gradient = Gradients.of(tf, cast(op.of(this, x), TFloat64.class), x);
    try (Session session = new Session(graph, Protos.PLAIN)) {
      return run(session, x, shape, at, gradient);
    }
  }

  /** A sum in which no element counts as much as another, so that none can stand for another. */
  private Operand<TFloat64> weighted(Operand<?> value) {
    Operand<TFloat64> values = cast(value, TFloat64.class);
    Operand<TFloat64> number =
        cast(tf.range(integer(0), tf.size(values), integer(1)), TFloat64.class);
    Operand<TFloat64> weights =
        tf.math.sin(tf.math.add(tf.math.mul(number, number(1.7)), number(1)));
    Operand<TFloat64> products = tf.math.mul(values, tf.reshape(weights, tf.shape(values)));
    return tf.reduceSum(products, tf.range(integer(0), tf.rank(products), integer(1)));
  }

  private static double[] run(
      Session session, Operand<?> x, Shape shape, double[] at, Operand<TFloat64> wanted) {
    try (TFloat64 fed = TFloat64.tensorOf(shape, DataBuffers.of(at));
        TFloat64 result = (TFloat64) session.runner().feed(x, fed).fetch(wanted).run().get(0)) {
      double[] values = new double[(int) result.size()];
      result.copyTo(NdArrays.wrap(result.shape(), DataBuffers.of(values, false, false)));
      return values;
    }
  }

  /** Values between the bounds, none near another, in no order. */
  private static double[] spread(int size, double low, double high) {
    double[] values = new double[size];
    int stride = size % 7 == 0 ? 11 : 7;
    for (int i = 0; i < size; i++) {
      values[i] = low + (high - low) * ((i * stride) % size + 0.37) / size;
    }
    return values;
  }

  /** Fixed numbers between -1 and 1. */
  Operand<TFloat64> some(long... shape) {
    return tf.constant(
        Shape.of(shape), DataBuffers.of(spread((int) Shape.of(shape).size(), -1, 1)));
  }

  /** Fixed numbers between 0.1 and 1. */
  Operand<TFloat64> positive(long... shape) {
    return tf.constant(
        Shape.of(shape), DataBuffers.of(spread((int) Shape.of(shape).size(), 0.1, 1)));
  }

  Operand<TInt32> ints(int... values) {
    return tf.constant(values);
  }

  Operand<TInt32> rows(int[]... values) {
    return tf.constant(values);
  }

  Operand<TInt32> integer(int value) {
    return tf.constant(value);
  }

  Operand<TInt64> longs(long... values) {
    return tf.constant(values);
  }

  Operand<TFloat64> number(double value) {
    return tf.constant(value);
  }

  Operand<TFloat32> single(Operand<?> value) {
    single = true;
    return cast(value, TFloat32.class);
  }

  @SuppressWarnings("unchecked")
  <T extends TNumber> Operand<T> cast(Operand<?> value, Class<T> type) {
    return tf.dtypes.cast((Operand<TNumber>) value, type);
  }

  @SuppressWarnings("unchecked")
  Operand<TFloat64> add(Operand<?> left, Operand<?> right) {
    return tf.math.add((Operand<TFloat64>) left, (Operand<TFloat64>) right);
  }

  /** The identity matrix plus something symmetric: well conditioned, positive definite. */
  Operand<TFloat64> definite(Operand<TFloat64> x) {
    Operand<?> square = op("BatchMatMulV2", x, x).set("adj_y", true).out();
    Operand<?> ones = tf.onesLike(op("MatrixDiagPart", square).out());
    return add(square, op("MatrixDiag", ones).out());
  }

  /** Lets retired ops in: the graph becomes one that an older TensorFlow wrote. */
  OpBench version(int producer) {
    graph.importGraphDef(
        GraphDef.newBuilder().setVersions(VersionDef.newBuilder().setProducer(producer)).build());
    return this;
  }

  Raw op(String type, Operand<?>... inputs) {
    Raw raw = new Raw(type);
    for (Operand<?> input : inputs) {
      raw.builder.addInput(input.asOutput());
    }
    return raw;
  }

  /** An op by its name. */
  final class Raw {
    private final OperationBuilder builder;

    private Raw(String type) {
      builder = tf.scope().opBuilder(type, type);
    }

    Raw list(Operand<?>... inputs) {
      builder.addInputList(Arrays.stream(inputs).map(Operand::asOutput).toArray(Output<?>[]::new));
      return this;
    }

    Raw strided(String padding, long... strides) {
      return set("padding", padding).set("strides", strides);
    }

    Raw in(Operand<?> input) {
      builder.addInput(input.asOutput());
      return this;
    }

    Raw set(String name, Shape value) {
      builder.setAttr(name, value);
      return this;
    }

    Raw set(String name, float[] values) {
      builder.setAttr(name, values);
      return this;
    }

    Raw set(String name, boolean value) {
      builder.setAttr(name, value);
      return this;
    }

    Raw set(String name, long value) {
      builder.setAttr(name, value);
      return this;
    }

    Raw set(String name, float value) {
      builder.setAttr(name, value);
      return this;
    }

    Raw set(String name, String value) {
      builder.setAttr(name, value);
      return this;
    }

    Raw set(String name, String[] values) {
      builder.setAttr(name, values);
      return this;
    }

    Raw set(String name, DataType value) {
      builder.setAttr(name, value);
      return this;
    }

    Raw set(String name, DataType[] values) {
      builder.setAttr(name, values);
      return this;
    }

    Raw set(String name, long... values) {
      builder.setAttr(name, values);
      return this;
    }

    Operand<?> out() {
      return out(0);
    }

    Operand<?> out(int index) {
      return builder.build().output(index);
    }
  }

  @Override
  public void close() {
    graph.close();
  }
}
