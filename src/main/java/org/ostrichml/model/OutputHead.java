package org.ostrichml.model;

import java.util.Arrays;
import java.util.Optional;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.graph.InputCut;
import org.ostrichml.graph.TensorName;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TType;

/**
 * The end of a model's graph: the output as it stands, the logits behind it and the probabilities
 * they make.
 *
 * @param kind how the output relates to the logits
 * @param output the output, float32
 * @param logits the logits, or what takes their place
 * @param probabilities the probabilities; the output itself where there are no classes
 * @param classes the length of the last axis; 0 where there are no classes
 */
record OutputHead(
    OutputKind kind,
    Operand<TFloat32> output,
    Operand<TFloat32> logits,
    Operand<TFloat32> probabilities,
    int classes) {
  private static final float SMALLEST = 1e-30f;
  private static final float KERAS_EPSILON = 1e-7f;
  private static final int FREE_AXIS = 32;

  /** Reads the head off the graph; where no softmax tells, off the values of one forward pass. */
  static OutputHead of(Graph graph, Session session, Operand<TFloat32> input, Prepared prepared) {
    Ops tf = Ops.create(graph).withSubScope("ostrich");
    Output<?> raw = graph.outputOrThrow(prepared.output().toString());
    if (prepared.output().index() >= raw.op().numOutputs()) {
      throw new OstrichException(
          "The graph has no tensor '%s': its node has %d outputs."
              .formatted(prepared.output(), raw.op().numOutputs()));
    }
    if (!TFloating.class.isAssignableFrom(raw.type())) {
      throw new OstrichException(
          "Output '%s' is %s, which has no gradient: choose a float tensor before it with --output."
              .formatted(prepared.output(), InputCut.readable(raw.dataType())));
    }
    Operand<TFloat32> output = float32(tf, raw);
    int last = lastAxis(output);
    Optional<Operand<TFloat32>> logits =
        SoftmaxSearch.logits(prepared.graph(), prepared.output(), axes(output).length)
            .map(TensorName::toString)
            .<Operand<TFloat32>>map(name -> float32(tf, graph.outputOrThrow(name)))
            .filter(found -> lastAxis(found) == last && last > 1)
            .map(found -> shapedLike(tf, output, found));
    if (logits.isPresent()) {
      return new OutputHead(OutputKind.SOFTMAX, output, logits.get(), output, last);
    }
    if (last == 0 || last == 1) {
      return new OutputHead(OutputKind.NO_CLASSES, output, output, output, 0);
    }
    Batch probe = probe(session, input, output);
    int classes = last > 0 ? last : probe.shape()[probe.shape().length - 1];
    if (areProbabilities(probe.values(), classes)) {
      Operand<TFloat32> logarithms = tf.math.log(tf.math.maximum(output, tf.constant(SMALLEST)));
      return new OutputHead(OutputKind.PROBABILITIES, output, logarithms, output, classes);
    }
    return new OutputHead(OutputKind.SCORES, output, output, tf.nn.softmax(output), classes);
  }

  /**
   * The same end, with logarithms of the probabilities in the place of the logits, which are cut
   * off where Keras cuts them off in its losses on probabilities.
   */
  OutputHead onProbabilities(Ops tf) {
    Operand<TFloat32> cut =
        tf.math.minimum(
            tf.math.maximum(probabilities, tf.constant(KERAS_EPSILON)),
            tf.constant(1 - KERAS_EPSILON));
    return new OutputHead(
        OutputKind.PROBABILITIES, output, tf.math.log(cut), probabilities, classes);
  }

  /** The logits in the shape of the output, which a reshape after the softmax may have changed. */
  private static Operand<TFloat32> shapedLike(
      Ops tf, Operand<TFloat32> output, Operand<TFloat32> logits) {
    return Arrays.equals(axes(logits), axes(output))
        ? logits
        : tf.reshape(logits, tf.shape(output));
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> float32(Ops tf, Output<?> tensor) {
    return tensor.type() == TFloat32.class
        ? (Output<TFloat32>) tensor
        : tf.dtypes.cast((Output<? extends TType>) tensor, TFloat32.class);
  }

  /** The output for one input of zeros; a vector of one zero where the model cannot run on it. */
  private static Batch probe(Session session, Operand<TFloat32> input, Operand<TFloat32> output) {
    int[] shape = axes(input);
    for (int i = 0; i < shape.length; i++) {
      shape[i] = shape[i] < 0 ? (i == 0 ? 1 : FREE_AXIS) : shape[i];
    }
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (shape.length == 0) {
      return new Batch(new float[1], 1);
    }
    try (TFloat32 zeros = Tensors.of(new Batch(new float[size], shape));
        Result result = session.runner().feed(input, zeros).fetch(output).run()) {
      return Tensors.batch(result.get(0));
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      return new Batch(new float[1], 1);
    }
  }

  private static boolean areProbabilities(float[] values, int classes) {
    if (classes < 2 || values.length < classes) {
      return false;
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum = i % classes == 0 ? values[i] : sum + values[i];
      boolean complete = i % classes == classes - 1;
      if (!(values[i] >= 0) || complete && Math.abs(sum - 1) > 1e-3) {
        return false;
      }
    }
    return true;
  }

  /** The length of the last axis; -1 if that is free, 0 if there is none beside the batch. */
  private static int lastAxis(Operand<TFloat32> tensor) {
    int[] axes = axes(tensor);
    if (tensor.shape().isUnknown()) {
      return -1;
    }
    return axes.length < 2 ? 0 : axes[axes.length - 1];
  }

  /** The static shape of a tensor, -1 for a free axis; empty if even the rank is unknown. */
  static int[] axes(Operand<?> tensor) {
    return tensor.shape().isUnknown()
        ? new int[0]
        : Arrays.stream(tensor.shape().asArray()).mapToInt(Math::toIntExact).toArray();
  }
}
