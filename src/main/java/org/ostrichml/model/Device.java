package org.ostrichml.model;

import java.util.Locale;

/** Where a model runs. */
public enum Device {
  /** On a GPU where TensorFlow finds one, else on the processor. */
  AUTO,
  /** On the processor, whatever else there is. */
  CPU,
  /** On a GPU, or not at all. */
  GPU;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
