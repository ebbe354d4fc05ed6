package org.ostrichml.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/**
 * The ops of our own in C++ (the folder {@code native/}), which take the place of TensorFlow's
 * slower ones on a CPU. They are loaded once, as the first model is; where they cannot be, or
 * {@code OSTRICH_NATIVE=off} in the environment or {@code -Dostrich.native=off} forbids them,
 * TensorFlow's ops do the same work; in its build for GPUs too, where they would take tensors off
 * the card.
 */
public final class NativeKernels {
  /** The gradient of {@code MaxPool}; native/ops says what each op does. */
  public static final String MAX_POOL_GRAD = "OstrichMaxPoolGrad";

  /** The gradient of {@code Conv2D} at images of few channels. */
  public static final String IMAGE_GRAD = "OstrichImageGrad";

  /** Local response normalization. */
  public static final String LRN = "OstrichLrn";

  /** Its gradient. */
  public static final String LRN_GRAD = "OstrichLrnGrad";

  /** A product with constant weights, a bias, and perhaps a ReLU. */
  public static final String PRODUCT = "OstrichProduct";

  /** A convolution with 3x3 constant taps, a bias, and perhaps a ReLU. */
  public static final String CONVOLUTION = "OstrichConvolution";

  /** A step along the signs of a direction, moved into a box. */
  public static final String SIGN_STEP = "OstrichSignStep";

  /** The nearest grey levels. */
  public static final String GREY_LEVELS = "OstrichGreyLevels";

  private static final Outcome OUTCOME = inThisProcess();

  /** What came of loading; {@code warning} is null where nothing went wrong. */
  record Outcome(boolean available, String description, String warning) {
    static Outcome off(String why) {
      return new Outcome(false, "TensorFlow's kernels (%s)".formatted(why), null);
    }

    static Outcome failed(String why) {
      return new Outcome(
          false,
          "TensorFlow's kernels (%s)".formatted(why.replaceAll("\\.$", "")),
          "The native kernels are not used, and attacks take longer: " + why);
    }
  }

  private NativeKernels() {}

  /** Whether the ops can be used; loads them if nobody has yet. */
  public static boolean available() {
    return OUTCOME.available();
  }

  /** Which kernels are used, and why; for people to read. */
  public static String description() {
    return OUTCOME.description();
  }

  /** What went wrong while loading, in one sentence; empty where nothing did. */
  public static Optional<String> warning() {
    return Optional.ofNullable(OUTCOME.warning());
  }

  /**
   * Lets so many threads work at a time as the engine wants. They serve the whole process: once
   * kernels have run, there are as many as there are.
   */
  static void limit(Engine engine) {
    if (available() && engine.threads() != null) {
      limitThreads(engine.threads());
    }
  }

  private static native void limitThreads(int most);

  private static Outcome inThisProcess() {
    MemoryWatch.off();
    OneDnn.prefer();
    if ("off".equalsIgnoreCase(System.getenv("OSTRICH_NATIVE"))) {
      return Outcome.off("OSTRICH_NATIVE=off");
    }
    if ("off".equalsIgnoreCase(System.getProperty("ostrich.native"))) {
      return Outcome.off("-Dostrich.native=off");
    }
    if (Devices.isGpuBuild()) {
      return Outcome.off("TensorFlow's build for GPUs");
    }
    return load(NativeLibrary.packed("kernels"), NativeKernels::load);
  }

  private static OpList load(Path file) {
    OpList ops = TensorFlow.loadLibrary(file.toString());
    System.load(
        file.toString()); // For what Java calls; first, it would keep the ops from TensorFlow.
    return ops;
  }

  /** Loads a library by {@code loader}, or tells why not. */
  static Outcome load(NativeLibrary library, Function<Path, OpList> loader) {
    try {
      OpList ops = loader.apply(library.file());
      return ops.getOpList().stream().map(OpDef::getName).anyMatch(LRN::equals)
          ? new Outcome(true, "Ostrich's for " + NativeLibrary.platform(), null)
          : Outcome.failed("The library lacks the ops it should have: build it anew.");
    } catch (RuntimeException | LinkageError e) {
      return Outcome.failed(TensorFlowMessages.firstLine(e));
    }
  }
}
