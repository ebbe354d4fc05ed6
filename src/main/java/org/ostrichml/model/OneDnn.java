package org.ostrichml.model;

import java.util.Optional;

/**
 * Has TensorFlow use oneDNN's kernels, which it leaves off on older processors unless a variable of
 * the environment says otherwise. It reads that once, as its native library loads, and Java cannot
 * set it: a library of our own does. What the user has set stays.
 */
public final class OneDnn {
  private static final String VARIABLE = "TF_ENABLE_ONEDNN_OPTS";
  private static final String LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL";

  // Java reads the environment when first asked for it, hence before the library writes to it.
  private static final boolean CHOSEN = System.getenv(VARIABLE) != null;
  private static final boolean ALL_CHOSEN = CHOSEN && System.getenv(LOG_LEVEL) != null;

  private OneDnn() {}

  /** The library, which takes a while to unpack and is not needed where the user sets all. */
  private static final class Settings {
    static final boolean LOADED = load();
  }

  /** Sets the variables that the user has not; to be called before anything loads TensorFlow. */
  static void prefer() {
    if (!ALL_CHOSEN && Settings.LOADED) {
      setDefaults();
    }
  }

  /** Whether TensorFlow uses it; empty where it is not loaded or does not say. */
  public static Optional<Boolean> isUsed() {
    int state = Settings.LOADED ? state() : -1;
    return state < 0 ? Optional.empty() : Optional.of(state == 1);
  }

  /**
   * What to do about oneDNN where it is off and nobody chose that, as when an application loaded
   * TensorFlow before its first model came here; one sentence.
   */
  static Optional<String> hint() {
    return CHOSEN
        ? Optional.empty()
        : hint(System.getProperty("os.arch"), Settings.LOADED ? state() : -1);
  }

  /** The same for a process where nobody chose and {@link #state} is {@code state}. */
  static Optional<String> hint(String processor, int state) {
    return state == 1 || !processor.equals("amd64")
        ? Optional.empty()
        : Optional.of(
            "Start Java with %s=1 in its environment: TensorFlow leaves its faster kernels off on some processors."
                .formatted(VARIABLE));
  }

  private static boolean load() {
    try {
      System.load(NativeLibrary.packed("settings").file().toString());
      return true;
    } catch (RuntimeException | LinkageError e) {
      return false; // NativeKernels tells why; the hint tells what to do.
    }
  }

  private static native void setDefaults();

  /** 1 if TensorFlow uses oneDNN, 0 if it does not, -1 where it does not say. */
  private static native int state();
}
