package org.ostrichml.data;

/**
 * Examples and the class each of them is.
 *
 * @param examples float32, at least one
 * @param labels the class of each, [N]
 */
public record LabelledBatch(Batch examples, int[] labels) {
  /** Checks that there are as many labels as examples. */
  public LabelledBatch {
    if (examples.size() != labels.length) {
      throw new IllegalArgumentException(
          examples.size() + " examples cannot have " + labels.length + " labels");
    }
  }
}
