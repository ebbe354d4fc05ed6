package org.ostrichml.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.ostrichml.data.OutputFiles;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * A small dense net for what costs more to start than to compute: 784 inputs, 512, 512 and 10
 * units, ReLU between them, random weights.
 */
final class Mlp {
  private static final int[] UNITS = {784, 512, 512, 10};

  private final float[][] weights = new float[UNITS.length - 1][];
  private final float[][] biases = new float[UNITS.length - 1][];

  /** Draws weights with a variance of 2 / inputs, so that the signal keeps its size. */
  Mlp(long seed) {
    Random random = new Random(seed);
    for (int layer = 0; layer < weights.length; layer++) {
      weights[layer] = normal(random, UNITS[layer] * UNITS[layer + 1], 2.0 / UNITS[layer]);
      biases[layer] = normal(random, UNITS[layer + 1], 0.01);
    }
  }

  private static float[] normal(Random random, int size, double variance) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * Math.sqrt(variance));
    }
    return values;
  }

  /** The weights of a layer, row-major [inputs, units]. */
  float[] weights(int layer) {
    return weights[layer];
  }

  /** The biases of a layer, [units]. */
  float[] biases(int layer) {
    return biases[layer];
  }

  /** Writes a SavedModel with variables, from {@code image} [N, 784] to probabilities [N, 10]. */
  void write(Path folder) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> image =
          tf.withName("image")
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, UNITS[0])));
      Operand<TFloat32> values = image;
      for (int layer = 0; layer < weights.length; layer++) {
        Operand<TFloat32> matrix =
            variable(tf, session, weights[layer], Shape.of(UNITS[layer], UNITS[layer + 1]));
        Operand<TFloat32> bias = variable(tf, session, biases[layer], Shape.of(UNITS[layer + 1]));
        Operand<TFloat32> sums = tf.math.add(tf.linalg.matMul(values, matrix), bias);
        values = layer + 1 < weights.length ? tf.nn.relu(sums) : sums;
      }
      Signature signature =
          Signature.builder("serving_default")
              .methodName("tensorflow/serving/predict")
              .input("image", image)
              .output("probabilities", tf.withName("probabilities").nn.softmax(values))
              .build();
      SavedModelBundle.exporter(folder.toString())
          .withSession(session)
          .withSignature(signature)
          .export();
    } catch (IOException e) {
      throw OutputFiles.failure(folder, e);
    }
  }

  private static Operand<TFloat32> variable(Ops tf, Session session, float[] values, Shape shape) {
    Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
    try (TFloat32 tensor = TFloat32.tensorOf(shape, DataBuffers.of(values))) {
      Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      session.runner().feed(value, tensor).addTarget(tf.assign(variable, value)).run();
    }
    return variable;
  }
}
