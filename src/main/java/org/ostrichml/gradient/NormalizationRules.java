package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.equivalent;
import static org.ostrichml.gradient.Backward.inputs;
import static org.ostrichml.gradient.Backward.together;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * Normalizations, losses and fused recurrent layers. TensorFlow's own {@code LRN} drops the op's
 * attributes, its {@code LogSoftmax} sums over axis 1 whatever the rank, its {@code
 * SoftmaxCrossEntropyWithLogits} fails on float64.
 */
final class NormalizationRules {
  private NormalizationRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    rules.put("LRN", inputs(b -> b.like("LRNGrad", b.g(), b.x(0), b.y(0))));
    rules.put(
        "LogSoftmax", inputs(b -> b.sub(b.g(), b.mul(b.tf.math.exp(b.y(0)), b.sumLast(b.g())))));
    rules.put("SparseSoftmaxCrossEntropyWithLogits", inputs(NormalizationRules::crossEntropy));
    rules.put(
        "SoftmaxCrossEntropyWithLogits",
        inputs(
            b -> b.reduceTo(0, crossEntropy(b)),
            b -> b.reduceTo(1, b.neg(b.mul(column(b), b.tf.nn.logSoftmax(b.x(0)))))));
    rules.put("CTCLoss", inputs(b -> b.mul(column(b), b.y(1))));
    rules.put("CTCLossV2", rules.get("CTCLoss"));
    rules.put("BiasAddV1", equivalent(b -> b.add(b.x(0), b.x(1))));
    rules.put("BiasAddGrad", inputs(b -> b.like("BiasAdd", b.tf.zerosLike(b.x(0)), b.g())));
    rules.put(
        "BatchNormWithGlobalNormalization", equivalent(NormalizationRules::globalNormalization));
    rules.put("FusedBatchNorm", fusedBatchNorm("FusedBatchNormGrad"));
    rules.put("FusedBatchNormV2", fusedBatchNorm("FusedBatchNormGradV2"));
    rules.put("BlockLSTM", blockLstm("BlockLSTMGrad"));
    rules.put("BlockLSTMV2", blockLstm("BlockLSTMGradV2"));
  }

  /** The second output is softmax less the label's one, the gradient of the first. */
  private static Operand<TNumber> crossEntropy(Backward b) {
    Operand<TNumber> gradient = b.mul(column(b), b.y(1));
    if (!b.arrives(1)) {
      return gradient;
    }
    Operand<TNumber> softmax = b.tf.nn.softmax(b.x(0));
    Operand<TNumber> relative = b.sub(b.g(1), b.sumLast(b.mul(b.g(1), softmax)));
    return b.add(gradient, b.mul(softmax, relative));
  }

  /** The gradient at a loss for each example, to be multiplied with the rows. */
  private static Operand<TNumber> column(Backward b) {
    return b.tf.expandDims(b.g(), b.tf.constant(-1));
  }

  private static Operand<?> globalNormalization(Backward b) {
    double epsilon = b.attribute("variance_epsilon").getF();
    Operand<TNumber> scale = b.tf.math.rsqrt(b.add(b.x(2), epsilon));
    if (b.attribute("scale_after_normalization").getB()) {
      scale = b.mul(scale, b.x(4));
    }
    return b.add(b.mul(b.sub(b.x(0), b.x(1)), scale), b.x(3));
  }

  /** In inference the moments are inputs; in training, what the op keeps for its gradient. */
  private static GradientRule fusedBatchNorm(String gradient) {
    return together(
        b ->
            b.attribute("is_training").getB()
                ? b.likewise(gradient, b.g(), b.x(0), b.x(1), b.y(3), b.y(4))
                : b.likewise(gradient, b.g(), b.x(0), b.x(1), b.x(3), b.x(4)),
        0,
        3);
  }

  private static GradientRule blockLstm(String gradient) {
    return together(
        b ->
            b.likewise(
                gradient, b.x(0), b.x(1), b.x(2), b.x(3), b.x(4), b.x(5), b.x(6), b.x(7), b.x(8),
                b.y(0), b.y(1), b.y(2), b.y(3), b.y(4), b.y(5), b.y(6), b.g(1), b.g(6)),
        1,
        8);
  }
}
