package agents;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import training.Classifier;
import training.Layers;
import training.Weights;
import training.Weights.Weight;

/** A small network from observations to one logit for each action. */
final class Policy implements Classifier {
  private final Ops tf;
  private final Weights weights;
  private final Placeholder<TFloat32> observation;
  private final Operand<TFloat32> logits;

  /**
   * A policy on a graph.
   *
   * @param observations their shape, the batch first: a vector, or pictures, which are seen through
   *     two convolutions
   */
  Policy(Ops tf, Shape observations, int actions) {
    this.tf = tf;
    weights = new Weights(tf);
    observation =
        tf.withName("observation").placeholder(TFloat32.class, Placeholder.shape(observations));
    Operand<TFloat32> x = observation;
    if (observations.numDimensions() == 4) {
      x = convolution("see1", x, 16);
      x = convolution("see2", x, 32);
      long size = x.shape().get(1) * x.shape().get(2) * x.shape().get(3);
      x = tf.reshape(x, tf.constant(new int[] {-1, (int) size}));
      x = tf.nn.relu(dense("think", x, 128));
    } else {
      x = tf.math.tanh(dense("think1", x, 64));
      x = tf.math.tanh(dense("think2", x, 64));
    }
    logits = dense("act", x, actions);
  }

  private Operand<TFloat32> convolution(String name, Operand<TFloat32> x, long filters) {
    Weight kernel = weights.create(name + ".kernel", 3, 3, Layers.channels(x), filters);
    Weight bias = weights.create(name + ".bias", filters);
    Operand<TFloat32> y = tf.nn.conv2d(x, kernel.value(), List.of(1L, 2L, 2L, 1L), "SAME");
    return tf.nn.relu(tf.nn.biasAdd(y, bias.value()));
  }

  private Operand<TFloat32> dense(String name, Operand<TFloat32> x, long width) {
    Weight kernel = weights.create(name + ".kernel", Layers.channels(x), width);
    Weight bias = weights.create(name + ".bias", width);
    return tf.math.add(tf.linalg.matMul(x, kernel.value()), bias.value());
  }

  @Override
  public Placeholder<TFloat32> image() {
    return observation;
  }

  @Override
  public Operand<TFloat32> logits() {
    return logits;
  }

  @Override
  public Weights weights() {
    return weights;
  }

  /** The last kernel starts small, so that no action is preferred at first. */
  @Override
  public double spread(Shape kernel) {
    boolean isLast = kernel.get(kernel.numDimensions() - 1) < 8;
    return isLast ? 0.01 : Classifier.super.spread(kernel);
  }
}
