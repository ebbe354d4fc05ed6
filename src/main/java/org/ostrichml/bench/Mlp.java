package org.ostrichml.bench;

import java.util.Random;

/**
 * The weights of a small dense net, for which starting an op costs more than computing it: 784
 * inputs, 512, 512 and 10 units, ReLU between them. They are random.
 */
final class Mlp {
  private static final int[] UNITS = {784, 512, 512, 10};
  private static final double BIAS_VARIANCE = 0.01;

  private final float[][] weights = new float[UNITS.length - 1][];
  private final float[][] biases = new float[UNITS.length - 1][];

  /** Draws weights with a variance of 2 / inputs, so that the signal keeps its size. */
  Mlp(long seed) {
    Random random = new Random(seed);
    for (int layer = 0; layer < layers(); layer++) {
      weights[layer] = normal(random, inputs(layer) * units(layer), 2.0 / inputs(layer));
      biases[layer] = normal(random, units(layer), BIAS_VARIANCE);
    }
  }

  private static float[] normal(Random random, int size, double variance) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * Math.sqrt(variance));
    }
    return values;
  }

  /** How many layers there are; ReLU follows all but the last. */
  int layers() {
    return weights.length;
  }

  /** How many values go into a layer. */
  int inputs(int layer) {
    return UNITS[layer];
  }

  /** How many values come out of it. */
  int units(int layer) {
    return UNITS[layer + 1];
  }

  /** The weights of a layer, row-major [inputs, units]. */
  float[] weights(int layer) {
    return weights[layer];
  }

  /** The biases of a layer, [units]. */
  float[] biases(int layer) {
    return biases[layer];
  }
}
