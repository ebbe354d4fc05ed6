package street;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import training.Classifier;
import training.Layers;
import training.Weights;
import training.Weights.Weight;

/**
 * A small fully convolutional network with skip connections, after U-Net (Ronneberger et al., <a
 * href="https://arxiv.org/abs/1505.04597">U-Net: Convolutional Networks for Biomedical Image
 * Segmentation</a>, 2015), whose skips are added as in LinkNet (Chaurasia and Culurciello, <a
 * href="https://arxiv.org/abs/1707.03718">LinkNet</a>, 2017): pictures {@code [?, 96, 96, 3]} from
 * 0 to 1 go in, logits {@code [?, 96, 96, classes]} come out.
 */
final class Segmenter implements Classifier {
  private static final int[] FILTERS = {16, 32, 64, 96, 128};

  private final Ops tf;
  private final Layers layers;
  private final Placeholder<TFloat32> image;
  private final Operand<TFloat32> logits;

  Segmenter(Ops tf, boolean training) {
    this.tf = tf;
    layers = new Layers(tf, training);
    image =
        tf.withName("image")
            .placeholder(
                TFloat32.class,
                Placeholder.shape(Shape.of(-1, SceneArtist.SIZE, SceneArtist.SIZE, 3)));
    Operand<TFloat32> x = tf.math.mul(tf.math.sub(image, tf.constant(0.5f)), tf.constant(2f));
    logits = classes(level(0, x));
  }

  /** What is seen at the scale of {@code level} and at all coarser ones. */
  private Operand<TFloat32> level(int level, Operand<TFloat32> x) {
    int filters = FILTERS[level];
    Operand<TFloat32> fine = layers.convolution("down" + level, x, 3, level == 0 ? 1 : 2, filters);
    if (level > 0) {
      fine = layers.convolution("deep" + level, fine, 3, 1, filters);
    }
    if (level == FILTERS.length - 1) {
      return fine;
    }
    Operand<TFloat32> coarse = widened("wide" + level, level(level + 1, fine), filters);
    return layers.convolution("up" + level, tf.math.add(fine, coarse), 3, 1, filters);
  }

  /** Twice as many rows and columns: each pixel becomes four, by sub-pixel convolution. */
  private Operand<TFloat32> widened(String name, Operand<TFloat32> x, long filters) {
    return tf.withName(name).nn.depthToSpace(layers.convolution(name, x, 1, 1, 4 * filters), 2L);
  }

  private Operand<TFloat32> classes(Operand<TFloat32> x) {
    int classes = Label.values().length;
    Weight kernel = weights().create("classes.kernel", 1, 1, Layers.channels(x), classes);
    Weight bias = weights().create("classes.bias", classes);
    return tf.withName("logits")
        .nn
        .biasAdd(tf.nn.conv2d(x, kernel.value(), List.of(1L, 1L, 1L, 1L), "SAME"), bias.value());
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
}
