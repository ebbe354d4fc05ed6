package org.ostrichml.gradient;

import java.util.Optional;
import org.ostrichml.data.Batch;

/** Tells when a gradient says nothing, as it is zero everywhere. */
public final class ZeroGradients {
  private ZeroGradients() {}

  /** How many examples of a batch of gradients have one that is exactly zero everywhere. */
  public static int count(Batch gradients) {
    float[] values = gradients.values();
    int each = gradients.size() == 0 ? 0 : values.length / gradients.size();
    int zero = 0;
    for (int example = 0; example < gradients.size(); example++) {
      int at = example * each;
      while (at < (example + 1) * each && values[at] == 0) {
        at++;
      }
      zero += at == (example + 1) * each ? 1 : 0;
    }
    return zero;
  }

  /**
   * What to tell the user, one sentence and its remedy; empty where no gradient is zero.
   *
   * @param zero how many gradients are zero everywhere
   * @param examples of how many
   */
  public static Optional<String> warning(int zero, int examples) {
    return zero == 0
        ? Optional.empty()
        : Optional.of(
            "The gradient of %d of %d examples is zero everywhere: the loss is flat there, by a softmax at 0 or 1, ReLUs that are all off, or a rounding. Attack the logits with --output, or the float tensor behind a rounding with --input."
                .formatted(zero, examples));
  }
}
