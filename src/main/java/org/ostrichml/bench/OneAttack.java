package org.ostrichml.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ostrichml.data.LabelledBatch;
import org.ostrichml.data.Npy;
import org.ostrichml.model.TargetModel;

/**
 * The main class of a process that attacks once and says how much memory it took at most. Its
 * arguments are the model, the images, the labels, epsilon, the steps, and the file for the number
 * of bytes.
 */
final class OneAttack {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final long KILOBYTE = 1024;

  private OneAttack() {}

  /** Attacks, and writes the number of bytes. */
  public static void main(String[] arguments) throws IOException {
    LabelledBatch data =
        new LabelledBatch(
            Npy.readFloats(Path.of(arguments[1])), Npy.readInts(Path.of(arguments[2])).values());
    Subject subject =
        new Subject(
            Path.of(arguments[0]),
            data,
            data.examples().size(),
            Float.parseFloat(arguments[3]),
            Integer.parseInt(arguments[4]),
            false);
    try (TargetModel model = TargetModel.load(subject.model())) {
      new OurAttack(model, subject).attack(Turn.ONCE);
    }
    Files.writeString(Path.of(arguments[5]), Long.toString(peakBytes()));
  }

  private static long peakBytes() throws IOException {
    try (Stream<String> lines = Files.lines(STATUS)) {
      String line = lines.filter(each -> each.startsWith(PEAK)).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE;
    }
  }
}
