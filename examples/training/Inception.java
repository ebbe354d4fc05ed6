package training;

import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A small Inception network (Szegedy et al., <a href="https://arxiv.org/abs/1409.4842">Going deeper
 * with convolutions</a>, 2014) with batch normalisation: pictures {@code [?, size, size, 3]} from 0
 * to 1 go in, logits {@code [?, classes]} come out.
 */
final class Inception implements Classifier {
  private final Ops tf;
  private final Layers layers;
  private final Placeholder<TFloat32> image;
  private final Operand<TFloat32> logits;

  /**
   * The network on a graph.
   *
   * @param seen takes the place of the pictures
   */
  Inception(Ops tf, Subjects subjects, boolean training, UnaryOperator<Operand<TFloat32>> seen) {
    this.tf = tf;
    layers = new Layers(tf, training);
    image =
        tf.withName("image")
            .placeholder(
                TFloat32.class,
                Placeholder.shape(Shape.of(-1, subjects.size(), subjects.size(), 3)));
    Operand<TFloat32> x =
        tf.math.mul(tf.math.sub(seen.apply(image), tf.constant(0.5f)), tf.constant(2f));
    x = layers.convolution("stem1", x, 5, 2, 24);
    x = halve(x);
    x = layers.convolution("stem2", x, 3, 1, 40);
    x = mixed("mixed1", x, 16, 16, 32, 8, 16, 16);
    x = mixed("mixed2", x, 24, 24, 40, 12, 24, 16);
    x = halve(x);
    x = mixed("mixed3", x, 40, 32, 56, 16, 32, 24);
    x = halve(x);
    x = mixed("mixed4", x, 56, 40, 72, 20, 40, 32);
    x = tf.math.mean(x, tf.array(1, 2));
    logits = Layers.dense(tf, weights(), "dense", x, subjects.count());
  }

  @Override
  public Placeholder<TFloat32> image() {
    return image;
  }

  @Override
  public Operand<TFloat32> logits() {
    return logits;
  }

  @Override
  public Weights weights() {
    return layers.weights();
  }

  @Override
  public List<Op> updates() {
    return layers.updates();
  }

  /** Four ways of looking at the same place, side by side in the channels. */
  private Operand<TFloat32> mixed(
      String name,
      Operand<TFloat32> x,
      int single,
      int reduce3,
      int wide3,
      int reduce5,
      int wide5,
      int pooled) {
    Operand<TFloat32> one = layers.convolution(name + ".1x1", x, 1, 1, single);
    Operand<TFloat32> three = layers.convolution(name + ".3x3_reduce", x, 1, 1, reduce3);
    three = layers.convolution(name + ".3x3", three, 3, 1, wide3);
    Operand<TFloat32> five = layers.convolution(name + ".5x5_reduce", x, 1, 1, reduce5);
    five = layers.convolution(name + ".5x5_a", five, 3, 1, wide5);
    five = layers.convolution(name + ".5x5_b", five, 3, 1, wide5);
    Operand<TFloat32> pool = tf.nn.maxPool(x, tf.array(1, 3, 3, 1), tf.array(1, 1, 1, 1), "SAME");
    pool = layers.convolution(name + ".pool", pool, 1, 1, pooled);
    return tf.withName(name + ".concat").concat(List.of(one, three, five, pool), tf.constant(3));
  }

  private Operand<TFloat32> halve(Operand<TFloat32> x) {
    return tf.nn.maxPool(x, tf.array(1, 3, 3, 1), tf.array(1, 2, 2, 1), "SAME");
  }
}
