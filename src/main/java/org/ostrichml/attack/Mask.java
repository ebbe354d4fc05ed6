package org.ostrichml.attack;

import java.util.Arrays;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;

/**
 * Where a perturbation may live: 0 leaves a value as it is, 1 lets it change, what is between
 * scales the step (and epsilon, in L-infinity).
 *
 * @param weights a batch of one, of the shape of an example; an axis of length 1 stands for any
 */
public record Mask(Batch weights) {
  /**
   * Checks the weights.
   *
   * @throws OstrichException if one is not within 0 and 1, or all are 0
   */
  public Mask {
    boolean empty = true;
    for (float weight : weights.values()) {
      if (!(weight >= 0 && weight <= 1)) {
        throw new OstrichException("The mask holds " + weight + ": its values go from 0 to 1.");
      }
      empty &= weight == 0;
    }
    if (empty || weights.size() != 1) {
      throw new OstrichException(
          empty ? "The mask is 0 everywhere: nothing may change." : "Give one mask for all.");
    }
  }

  /**
   * One weight for each value of an example.
   *
   * @throws OstrichException if the mask does not fit
   */
  float[] over(int[] exampleShape) {
    int[] own = weights.exampleShape();
    boolean fits = own.length == exampleShape.length;
    for (int axis = 0; fits && axis < own.length; axis++) {
      fits = own[axis] == exampleShape[axis] || own[axis] == 1;
    }
    if (!fits) {
      throw new OstrichException(
          "The mask has shape %s, an example %s."
              .formatted(Arrays.toString(own), Arrays.toString(exampleShape)));
    }
    float[] each = new float[Arrays.stream(exampleShape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < each.length; i++) {
      int at = 0;
      int rest = i;
      int stride = 1;
      for (int axis = own.length - 1; axis >= 0; axis--) {
        at += own[axis] == 1 ? 0 : rest % exampleShape[axis] * stride;
        stride *= own[axis];
        rest /= exampleShape[axis];
      }
      each[i] = weights.values()[at];
    }
    return each;
  }
}
