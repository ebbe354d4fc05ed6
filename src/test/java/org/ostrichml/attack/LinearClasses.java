package org.ostrichml.attack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.tensorflow.ndarray.Shape;

/**
 * {@code logits = x W + b}, and examples near the middle of the bounds. The distance to the
 * boundary with a class is the gap of the scores over the dual norm of the difference of the
 * weights; the nearest boundary is crossed where no other class leads.
 */
final class LinearClasses implements AutoCloseable {
  static final int SIZE = 7;
  static final int EXAMPLES = 12;

  final TargetModel model;
  final Batch x;
  final int[] labels;
  private final float[][] weights;
  private final float[] bias;

  LinearClasses(Path folder, int classes) {
    SplittableRandom random = new SplittableRandom(classes);
    weights = new float[SIZE][classes];
    bias = new float[classes];
    for (float[] row : weights) {
      for (int k = 0; k < classes; k++) {
        row[k] = (float) random.nextDouble(-2, 2);
        bias[k] -= row[k] / 2;
      }
    }
    model =
        TargetModel.load(
            Fixtures.savedModel(
                folder.resolve("linear" + classes),
                Shape.of(-1, SIZE),
                (tf, in) ->
                    tf.math.add(tf.linalg.matMul(in, tf.constant(weights)), tf.constant(bias))));
    x = farFromBoundaries(random);
    labels = predicted(x);
  }

  private Batch farFromBoundaries(SplittableRandom random) {
    float[] values = new float[EXAMPLES * SIZE];
    for (int example = 0; example < EXAMPLES; ) {
      for (int i = example * SIZE; i < (example + 1) * SIZE; i++) {
        values[i] = (float) random.nextDouble(0.4, 0.6);
      }
      Batch drawn = new Batch(values.clone(), EXAMPLES, SIZE);
      float[] scores = model.scores(drawn).slice(example, example + 1).values();
      Arrays.sort(scores);
      example += scores[bias.length - 1] - scores[bias.length - 2] > 0.05f ? 1 : 0;
    }
    return new Batch(values, EXAMPLES, SIZE);
  }

  /** The class of each point. */
  int[] predicted(Batch points) {
    Batch scores = model.scores(points);
    int classes = bias.length;
    return IntStream.range(0, points.size())
        .map(
            i ->
                IntStream.range(0, classes)
                    .boxed()
                    .max(Comparator.comparingDouble(k -> scores.values()[i * classes + k]))
                    .orElseThrow())
        .toArray();
  }

  /** By how much class {@code k} leads over the label of an example, at another point of it. */
  double lead(Batch points, int example, int k) {
    double lead = (double) bias[k] - bias[labels[example]];
    for (int i = 0; i < SIZE; i++) {
      lead += (double) points.values()[example * SIZE + i] * slope(example, k)[i];
    }
    return lead;
  }

  /** How far it is to where class {@code k} leads the label by {@code lead} logits. */
  double distance(int example, int k, Norm norm, double lead) {
    return (lead - lead(x, example, k)) / norm.dual().length(slope(example, k));
  }

  /** The class whose boundary is nearest. */
  int nearest(int example, Norm norm) {
    return IntStream.range(0, bias.length)
        .filter(k -> k != labels[example])
        .boxed()
        .min(Comparator.comparingDouble(k -> distance(example, k, norm, 0)))
        .orElseThrow();
  }

  /** An epsilon that reaches a boundary for half of the examples, and for the others does not. */
  float halfway(Norm norm) {
    double[] nearest =
        IntStream.range(0, EXAMPLES)
            .mapToDouble(i -> distance(i, nearest(i, norm), norm, 0))
            .sorted()
            .toArray();
    return (float) ((nearest[EXAMPLES / 2 - 1] + nearest[EXAMPLES / 2]) / 2);
  }

  /** How far a point is from its original. */
  double moved(Batch points, int example, Norm norm) {
    double[] change = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      int at = example * SIZE + i;
      change[i] = (double) points.values()[at] - x.values()[at];
    }
    return norm.length(change);
  }

  private double[] slope(int example, int k) {
    return IntStream.range(0, SIZE)
        .mapToDouble(i -> (double) weights[i][k] - weights[i][labels[example]])
        .toArray();
  }

  @Override
  public void close() {
    model.close();
  }
}
