package training;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import training.Weights.Weight;

/**
 * Convolutions with batch normalisation, dense layers, and the variables in them.
 *
 * <p>Built for training, they normalise by each batch's own statistics and collect {@link #updates}
 * that keep the running ones; built for use, they normalise by the running statistics. Both have
 * variables of the same names, so that one restores what the other saved.
 */
public final class Layers {
  private static final float MEMORY = 0.97f;

  private final Ops tf;
  private final boolean training;
  private final Weights weights;
  private final List<Op> updates = new ArrayList<>();

  public Layers(Ops tf, boolean training) {
    this.tf = tf;
    this.training = training;
    weights = new Weights(tf);
  }

  /** The variables, to which others may be added. */
  public Weights weights() {
    return weights;
  }

  /** What a training step runs to keep the running statistics. */
  public List<Op> updates() {
    return updates;
  }

  /** Convolution without bias, batch normalisation and ReLU. */
  public Operand<TFloat32> convolution(
      String name, Operand<TFloat32> x, long size, long stride, long filters) {
    Weight kernel = weights.create(name + ".kernel", size, size, channels(x), filters);
    Operand<TFloat32> y = tf.nn.conv2d(x, kernel.value(), List.of(1L, stride, stride, 1L), "SAME");
    Weight scale = weights.create(name + ".scale", filters);
    Weight offset = weights.create(name + ".offset", filters);
    Weight mean = weights.create(name + ".mean", filters);
    Weight variance = weights.create(name + ".variance", filters);
    FusedBatchNorm<TFloat32, TFloat32> normal =
        tf.nn.fusedBatchNorm(
            y,
            scale.value(),
            offset.value(),
            training ? tf.constant(new float[0]) : mean.value(),
            training ? tf.constant(new float[0]) : variance.value(),
            FusedBatchNorm.isTraining(training),
            FusedBatchNorm.epsilon(1e-3f));
    if (training) {
      updates.add(keep(mean, normal.batchMean()));
      updates.add(keep(variance, normal.batchVariance()));
    }
    return tf.withName(name + ".relu").nn.relu(normal.y());
  }

  private Op keep(Weight running, Operand<TFloat32> batch) {
    return tf.assignSubVariableOp(
        running.handle(),
        tf.math.mul(tf.math.sub(running.value(), batch), tf.constant(1 - MEMORY)));
  }

  /** Each row times a kernel, and a bias. */
  public static Operand<TFloat32> dense(
      Ops tf, Weights weights, String name, Operand<TFloat32> x, long outputs) {
    Weight kernel = weights.create(name + ".kernel", channels(x), outputs);
    Operand<TFloat32> y = tf.linalg.matMul(x, kernel.value());
    return tf.math.add(y, weights.create(name + ".bias", outputs).value());
  }

  /** The length of the last axis. */
  public static long channels(Operand<TFloat32> x) {
    Shape shape = x.shape();
    return shape.get(shape.numDimensions() - 1);
  }
}
