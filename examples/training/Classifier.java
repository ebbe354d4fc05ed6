package training;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A network on a graph: pictures go in, logits {@code [?, classes]} come out, or those of each
 * pixel, {@code [?, height, width, classes]}; or words go in and logits of their places come out.
 */
public interface Classifier {
  /** Where pictures go in, or the numbers of words. */
  Placeholder<?> image();

  /** What comes out, before the softmax. */
  Operand<TFloat32> logits();

  /**
   * The variables: those called {@code ....mean} and {@code ....variance} are statistics, all
   * others are trained.
   */
  Weights weights();

  /** The standard deviation with which a kernel starts: as He et al. (2015) want it for ReLUs. */
  default double spread(Shape kernel) {
    double fanIn = kernel.size() / (double) kernel.get(kernel.numDimensions() - 1);
    return Math.sqrt(2 / fanIn);
  }

  /** What goes into its SavedModel and what comes out: pictures, and probabilities. */
  default Signature signature(Ops tf) {
    return Signature.builder("serving_default")
        .methodName("tensorflow/serving/predict")
        .input("image", image())
        .output("probabilities", tf.withName("probabilities").nn.softmax(logits()))
        .build();
  }

  /** What a training step runs beside the optimiser. */
  default List<Op> updates() {
    return List.of();
  }
}
