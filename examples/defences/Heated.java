package defences;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import training.Classifier;
import training.Weights;

/**
 * A network whose logits are divided by a temperature: trained so, and used without, it is sure to
 * the last bit. "Distillation as a defense" (Papernot et al., 2016), section IV.
 *
 * @param network the network
 * @param logits its logits, divided
 */
record Heated(Classifier network, Operand<TFloat32> logits) implements Classifier {
  static Heated on(Ops tf, Classifier network, float temperature) {
    return new Heated(network, tf.math.div(network.logits(), tf.constant(temperature)));
  }

  @Override
  public Placeholder<?> image() {
    return network.image();
  }

  @Override
  public Weights weights() {
    return network.weights();
  }
}
