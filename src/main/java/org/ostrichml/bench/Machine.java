package org.ostrichml.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.OneDnn;
import org.tensorflow.TensorFlow;

/**
 * What the figures were measured on.
 *
 * @param cpu the processor
 * @param cores how many of them Java may use
 * @param oneDnn whether TensorFlow uses oneDNN here: on, off, or unset where it decides for itself;
 *     Python is told by the environment alone
 * @param tensorFlow the version that Ostrich uses
 * @param java the version of Java
 * @param python the versions of Python and of what it has of the peers; empty without one
 */
public record Machine(
    String cpu,
    int cores,
    String oneDnn,
    String tensorFlow,
    String java,
    Map<String, String> python) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String MODEL_NAME = "model name";

  /** This one. */
  static Machine here(Map<String, String> python) {
    NativeKernels.available(); // Has TensorFlow load as it does for a model.
    return new Machine(
        processor(),
        Runtime.getRuntime().availableProcessors(),
        OneDnn.isUsed()
            .map(used -> used ? "on" : "off")
            .orElseGet(() -> switched(System.getenv("TF_ENABLE_ONEDNN_OPTS"))),
        TensorFlow.version(),
        System.getProperty("java.version"),
        new TreeMap<>(python));
  }

  private static String processor() {
    String architecture = System.getProperty("os.arch");
    if (!Files.exists(CPU_INFO)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith(MODEL_NAME))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      return architecture;
    }
  }

  static String switched(String setting) {
    return setting == null ? "unset" : setting.equals("0") ? "off" : "on";
  }

  /** All of it in one line. */
  @Override
  public String toString() {
    String own =
        "%s, %d cores, oneDNN %s, TensorFlow %s, Java %s"
            .formatted(cpu, cores, oneDnn, tensorFlow, java);
    String others =
        python.entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    return python.isEmpty() ? own : own + "; in Python: " + others;
  }
}
