package mnist;

import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import training.Classifier;
import training.Layers;
import training.Weights;

/**
 * A plain network of three layers: 784 pixels, 128 rectified units, 10 logits, every layer fully
 * connected.
 *
 * @param image pictures {@code [?, 28, 28, 1]}, white on black, from 0 to 1
 * @param logits {@code [?, 10]}
 * @param weights two kernels and two biases
 */
public record MnistInThreeLayers(
    Placeholder<TFloat32> image, Operand<TFloat32> logits, Weights weights) implements Classifier {
  /** The pixels of a side. */
  public static final int SIZE = 28;

  /** The digits. */
  public static final int CLASSES = 10;

  private static final int HIDDEN = 128;

  /** Twice the usual spread: started closer to 0, more of the test digits withstand an attack. */
  @Override
  public double spread(Shape kernel) {
    return 2 * Classifier.super.spread(kernel);
  }

  /** The network as it is. */
  public static MnistInThreeLayers on(Ops tf) {
    return on(tf, pixels -> pixels, units -> units);
  }

  /**
   * The network with something done on the way through it.
   *
   * @param seen takes the place of the pixels {@code [?, 784]}; may be wider
   * @param fired takes the place of the rectified units {@code [?, 128]}
   */
  public static MnistInThreeLayers on(
      Ops tf, UnaryOperator<Operand<TFloat32>> seen, UnaryOperator<Operand<TFloat32>> fired) {
    Weights weights = new Weights(tf);
    Placeholder<TFloat32> image =
        tf.withName("image")
            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, SIZE, SIZE, 1)));
    Operand<TFloat32> pixels = seen.apply(tf.reshape(image, tf.array(-1, SIZE * SIZE)));
    Operand<TFloat32> hidden = tf.nn.relu(Layers.dense(tf, weights, "hidden", pixels, HIDDEN));
    return new MnistInThreeLayers(
        image, Layers.dense(tf, weights, "output", fired.apply(hidden), CLASSES), weights);
  }
}
