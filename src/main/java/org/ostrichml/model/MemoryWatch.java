package org.ostrichml.model;

import java.util.Locale;

/**
 * Has JavaCPP not ask the system how much memory the process holds, which it does for every native
 * tensor: a tenth of the time that a small network takes for a step. Its limit, four times Java's
 * heap, is none for tensors, which are closed by whoever owns them. What the user has set stays.
 */
final class MemoryWatch {
  private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private MemoryWatch() {}

  /** To be called before anything uses TensorFlow; later it has no effect. */
  static void off() {
    if (System.getProperty(LIMIT) == null
        && System.getProperty(LIMIT.toLowerCase(Locale.ROOT)) == null) {
      System.setProperty(LIMIT, "0");
    }
  }
}
