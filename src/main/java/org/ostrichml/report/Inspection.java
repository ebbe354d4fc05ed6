package org.ostrichml.report;

import java.util.List;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.ModelSummary;

/**
 * What {@code ostrich inspect} finds.
 *
 * @param files what the model's files say
 * @param differentiable whether the gradient of the loss can be had
 * @param reason why not, or null
 * @param target what an attack works on, or null if the model cannot be loaded for one
 */
public record Inspection(ModelSummary files, boolean differentiable, String reason, Target target) {
  /**
   * The input and output an attack works between.
   *
   * @param signature the signature, or null where tensors were named
   * @param inputShape the shape of the input, -1 for a free axis
   * @param outputShape the shape of the output, likewise
   * @param output what the output is, and where its logits are
   * @param logits the name of the tensor of the logits
   * @param classes the number of classes, 0 if there are none
   * @param labels whether the classes have names
   * @param bounds the range of valid inputs
   * @param boundsKnown whether that range is known rather than assumed
   * @param parameters the number of parameters
   * @param parameterBytes their size in bytes
   * @param device what it runs on, {@code cpu} or {@code gpu}
   * @param notes what was assumed
   */
  public record Target(
      String signature,
      int[] inputShape,
      int[] outputShape,
      String output,
      String logits,
      int classes,
      boolean labels,
      Bounds bounds,
      boolean boundsKnown,
      long parameters,
      long parameterBytes,
      String device,
      List<String> notes) {}
}
