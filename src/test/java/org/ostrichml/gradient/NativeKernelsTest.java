package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The native kernels against TensorFlow's ops, where the build has them. */
@AddLifecycleHook(NativeKernelsTest.NeedsTheLibrary.class)
class NativeKernelsTest {
  /** Where the build has no library there is nothing to compare. */
  static final class NeedsTheLibrary implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return NativeKernels.available()
          ? SkipResult.doNotSkip()
          : SkipResult.skip(NativeKernels.description());
    }

    @Override
    public PropagationMode propagateTo() {
      return PropagationMode.ALL_DESCENDANTS;
    }
  }

  /** Runs ops on constants. */
  private static final class Lab implements AutoCloseable {
    private final Graph graph = new Graph();
    final Ops tf = Ops.create(graph);

    Operand<TFloat32> constant(Batch value) {
      try (TFloat32 tensor = Tensors.of(value)) {
        return tf.constantOf(tensor);
      }
    }

    Operand<TFloat32> op(String type, Consumer<OperationBuilder> attributes, Operand<?>... inputs) {
      return Fixtures.raw(tf, type, attributes, inputs);
    }

    Batch run(Operand<?> fetch) {
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(fetch).run()) {
        return Tensors.batch(result.get(0));
      }
    }

    boolean has(String type) {
      List<String> types = new ArrayList<>();
      graph.operations().forEachRemaining(op -> types.add(op.type()));
      return types.contains(type);
    }

    @Override
    public void close() {
      graph.close();
    }
  }

  /** Few different numbers, so that windows have ties. */
  private static Batch coarse(long seed, int... shape) {
    return numbers(seed, 4, shape);
  }

  private static Batch numbers(long seed, int different, int... shape) {
    int size = 1;
    for (int axis : shape) {
      size *= axis;
    }
    float[] values = new float[size];
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      values[i] = (random.nextInt(different) - different / 2) / (float) different;
    }
    return new Batch(values, shape);
  }

  private static final int MANY = 1 << 20;

  private static Consumer<OperationBuilder> halving() {
    return b ->
        b.setAttr("ksize", new long[] {1, 2, 2, 1})
            .setAttr("strides", new long[] {1, 2, 2, 1})
            .setAttr("padding", "VALID");
  }

  @Property(tries = 150)
  void maxPoolGradientIsTensorFlowsToTheBit(
      @ForAll @IntRange(min = 1, max = 3) int images,
      @ForAll @IntRange(min = 4, max = 21) int height,
      @ForAll @IntRange(min = 4, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 37) int channels,
      @ForAll @IntRange(min = 1, max = 4) int window,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(min = 0, max = 2) int padding) {
    Consumer<OperationBuilder> attributes =
        b -> {
          b.setAttr("ksize", new long[] {1, window, window, 1})
              .setAttr("strides", new long[] {1, stride, stride, 1})
              .setAttr("padding", List.of("SAME", "VALID", "EXPLICIT").get(padding));
          if (padding == 2) {
            long most = window - 1;
            b.setAttr("explicit_paddings", new long[] {0, 0, most / 2, most, most, 0, 0, 0});
          }
        };
    try (Lab lab = new Lab()) {
      Operand<TFloat32> x = lab.constant(coarse(1, images, height, width, channels));
      Operand<TFloat32> pooled = lab.op("MaxPool", attributes, x);
      int[] shape = lab.run(pooled).shape();
      Operand<TFloat32> g = lab.constant(numbers(2, MANY, shape));
      Operand<?> theirs = lab.op("MaxPoolGrad", attributes, x, pooled, g);
      Operand<?> ours = lab.op(NativeKernels.MAX_POOL_GRAD, attributes, x, g);
      assertThat(lab.run(ours).values()).containsExactly(lab.run(theirs).values());
    }
  }

  @Property(tries = 60)
  void normalizationIsTensorFlows(
      @ForAll @IntRange(min = 1, max = 3) int images,
      @ForAll @IntRange(min = 1, max = 40) int channels,
      @ForAll @IntRange(min = 0, max = 6) int radius,
      @ForAll @IntRange(min = 0, max = 3) int power) {
    Consumer<OperationBuilder> attributes =
        b ->
            b.setAttr("depth_radius", radius)
                .setAttr("bias", 1.5f)
                .setAttr("alpha", 0.7f)
                .setAttr("beta", new float[] {0.75f, 0.5f, 1, 0.6f}[power]);
    try (Lab lab = new Lab()) {
      Operand<TFloat32> x = lab.constant(numbers(1, MANY, images, 5, 3, channels));
      Operand<TFloat32> g = lab.constant(numbers(2, MANY, images, 5, 3, channels));
      Operand<?> y = lab.op("LRN", attributes, x);
      Operand<?> ours = lab.op(NativeKernels.LRN, attributes, x);
      assertClose(lab.run(ours), lab.run(y));
      Operand<?> slope = lab.op("LRNGrad", attributes, g, x, y);
      Operand<?> ourSlope = lab.op(NativeKernels.LRN_GRAD, attributes, g, x);
      assertClose(lab.run(ourSlope), lab.run(slope));
    }
  }

  private static void everyPixel(OperationBuilder b) {
    b.setAttr("strides", new long[] {1, 1, 1, 1}).setAttr("padding", "SAME");
  }

  @Property(tries = 60)
  void convolutionsAreTensorFlows(
      @ForAll @IntRange(min = 1, max = 3) int images,
      @ForAll @IntRange(min = 1, max = 11) int height,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 40) int channels,
      @ForAll @IntRange(min = 1, max = 70) int outputs) {
    Consumer<OperationBuilder> same = NativeKernelsTest::everyPixel;
    try (Lab lab = new Lab()) {
      Operand<TFloat32> x = lab.constant(numbers(1, MANY, images, height, width, channels));
      Operand<TFloat32> w = lab.constant(numbers(2, MANY, 3, 3, channels, outputs));
      Operand<TFloat32> bias = lab.constant(numbers(3, MANY, outputs));
      Operand<TFloat32> g = lab.constant(numbers(4, MANY, images, height, width, outputs));
      Operand<TFloat32> y = lab.tf.nn.biasAdd(lab.op("Conv2D", same, x, w), bias);
      Operand<TFloat32> ours = lab.op(NativeKernels.CONVOLUTION, b -> {}, x, w, bias);
      assertClose(lab.run(ours), lab.run(y));
      Operand<?> slope = lab.op("Conv2DBackpropInput", same, lab.tf.shape(x), w, g);
      assertClose(lab.run(Gradients.of(lab.tf, lab.tf.math.mul(ours, g), x)), lab.run(slope));
      Operand<TFloat32> back = Gradients.of(lab.tf, lab.tf.math.square(ours), x);
      Operand<TFloat32> bend = Gradients.of(lab.tf, lab.tf.math.mul(back, x), x);
      Operand<TFloat32> back2 = Gradients.of(lab.tf, lab.tf.math.square(y), x);
      assertClose(lab.run(bend), lab.run(Gradients.of(lab.tf, lab.tf.math.mul(back2, x), x)));
    }
  }

  @Property(tries = 150)
  void imageGradientsAreTensorFlows(
      @ForAll @IntRange(min = 1, max = 2) int images,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 70) int width,
      @ForAll @IntRange(min = 1, max = 4) int channels,
      @ForAll @IntRange(min = 1, max = 36) int outputs,
      @ForAll @IntRange(min = 1, max = 7) int taps,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(min = 0, max = 2) int padding) {
    Assume.that(padding == 0 || taps <= height && taps <= width);
    long[] sides = {0, 0, taps / 2, taps / 3, 1, taps - 1, 0, 0};
    Consumer<OperationBuilder> attributes =
        b ->
            b.setAttr("strides", new long[] {1, stride, stride, 1})
                .setAttr("padding", List.of("SAME", "VALID", "EXPLICIT").get(padding))
                .setAttr("explicit_paddings", padding == 2 ? sides : new long[0]);
    try (Lab lab = new Lab()) {
      Operand<TFloat32> x = lab.constant(numbers(1, MANY, images, height, width, channels));
      Operand<TFloat32> w = lab.constant(numbers(2, MANY, taps, taps, channels, outputs));
      Operand<TFloat32> y = lab.op("Conv2D", attributes, x, w);
      Operand<TFloat32> g = lab.tf.math.sin(lab.tf.math.mul(y, lab.tf.constant(99f)));
      Operand<?> slope = lab.op("Conv2DBackpropInput", attributes, lab.tf.shape(x), w, g);
      Operand<TFloat32> ours = lab.op(NativeKernels.IMAGE_GRAD, attributes, x, w, g);
      assertClose(lab.run(ours), lab.run(slope));
      Operand<TFloat32> back = Gradients.of(lab.tf, lab.tf.math.mul(ours, x), g);
      assertClose(lab.run(back), lab.run(y));
    }
  }

  @Property(tries = 60)
  void productsAreTensorFlows(
      @ForAll @IntRange(min = 1, max = 3) int images,
      @ForAll @IntRange(min = 1, max = 11) int side,
      @ForAll @IntRange(min = 1, max = 40) int channels,
      @ForAll @IntRange(min = 1, max = 70) int outputs,
      @ForAll boolean turned) {
    Consumer<OperationBuilder> same = NativeKernelsTest::everyPixel;
    try (Lab lab = new Lab()) {
      Operand<TFloat32> x = lab.constant(numbers(1, MANY, images, side, side, channels));
      Operand<TFloat32> w = lab.constant(numbers(2, MANY, 1, 1, channels, outputs));
      Operand<TFloat32> bias = lab.constant(numbers(3, MANY, outputs));
      Operand<TFloat32> g = lab.constant(numbers(4, MANY, images, side, side, outputs));
      Operand<TFloat32> y = lab.tf.nn.biasAdd(lab.op("Conv2D", same, x, w), bias);
      Operand<TFloat32> weights =
          turned ? lab.tf.linalg.transpose(w, lab.tf.constant(new int[] {0, 1, 3, 2})) : w;
      Operand<TFloat32> ours =
          lab.op(NativeKernels.PRODUCT, b -> b.setAttr("turned", turned ? 1 : 0), x, weights, bias);
      assertClose(lab.run(ours), lab.run(y));
      Operand<?> slope = lab.op("Conv2DBackpropInput", same, lab.tf.shape(x), w, g);
      assertClose(lab.run(Gradients.of(lab.tf, lab.tf.math.mul(ours, g), x)), lab.run(slope));
    }
  }

  private static void assertClose(Batch ours, Batch theirs) {
    float largest = 0;
    for (float value : theirs.values()) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(ours.shape()).isEqualTo(theirs.shape());
    assertThat(ours.values()).containsExactly(theirs.values(), within(1e-6f * largest));
  }

  @Example
  void rulesChooseTheKernels() {
    try (Lab lab = new Lab()) {
      Operand<TFloat32> x = lab.constant(coarse(1, 1, 6, 6, 2));
      Operand<TFloat32> y = lab.op("MaxPool", halving(), x);
      Gradients.of(lab.tf, y, x);
      assertThat(lab.has(NativeKernels.MAX_POOL_GRAD)).isTrue();
      assertThat(lab.has("MaxPoolGrad")).isFalse();
    }
  }

  @Example
  void gradientsOfGradientsAreThere() {
    try (Lab lab = new Lab()) {
      Operand<TFloat32> x = lab.constant(numbers(1, MANY, 1, 4, 4, 2));
      Operand<TFloat32> joined = lab.tf.concat(List.of(x, x), lab.tf.constant(3));
      Operand<TFloat32> pooled = lab.op("MaxPool", halving(), joined);
      Operand<TFloat32> slope = Gradients.of(lab.tf, lab.tf.math.square(pooled), x);
      Operand<TFloat32> bend = Gradients.of(lab.tf, slope, x);
      // The largest of each window counts twice, and squared.
      assertThat(lab.run(bend).values()).containsOnly(0f, 4f).contains(4f);
    }
  }

  @Example
  void wrongShapesAreRefused() {
    try (Lab lab = new Lab()) {
      Operand<TFloat32> x = lab.constant(coarse(1, 1, 6, 6, 2));
      Operand<?> wrong = lab.op(NativeKernels.MAX_POOL_GRAD, halving(), x, x);
      assertThatThrownBy(() -> lab.run(wrong)).hasMessageContaining("shape of the pooled input");
    }
  }

  @Example
  void sessionsMayRunAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<float[]>> results = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        results.add(threads.submit(NativeKernelsTest::normalized));
      }
      float[] expected = normalized();
      for (Future<float[]> result : results) {
        assertThat(Arrays.equals(result.get(), expected)).isTrue();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static float[] normalized() {
    try (Lab lab = new Lab()) {
      Operand<TFloat32> x = lab.constant(numbers(1, MANY, 4, 30, 30, 48));
      return lab.run(lab.op(NativeKernels.LRN, b -> {}, x)).values();
    }
  }
}
