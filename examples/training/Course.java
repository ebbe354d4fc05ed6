package training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * All lessons of a small Inception network, one after another. Every drawing is seen once, so that
 * the accuracy printed on the way is already one on fresh drawings.
 */
public final class Course {
  private static final int DRAWINGS = 42;
  private static final int NOISES = 2;
  private static final double RATE = 3e-3;
  private static final long WEIGHT_SEED = 20;

  private Course() {}

  /**
   * Trains.
   *
   * @param threads how many compute, 0 for as many as there are; with 1 the weights are the same
   *     each time
   * @param checkpoint where to save the variables
   */
  public static void train(Subjects subjects, int steps, int threads, String checkpoint) {
    Shape pictures = Shape.of(DRAWINGS + NOISES, subjects.size(), subjects.size(), 3);
    try (Training training =
        new Training(tf -> new Inception(tf, subjects, true, seen -> seen), WEIGHT_SEED, threads)) {
      Lessons.teach(
          training,
          pictures,
          steps,
          RATE,
          step -> Lesson.draw(subjects, (long) step * DRAWINGS, DRAWINGS, NOISES));
      training.save(checkpoint);
    }
  }

  /** Writes the network whose weights are in the checkpoint, with its labels and bounds. */
  public static void write(Subjects subjects, Path folder, String checkpoint) throws IOException {
    write(subjects, folder, checkpoint, tf -> pictures -> pictures);
  }

  /**
   * Writes the network with something done to the pictures before it sees them.
   *
   * @param seen gives what takes their place, {@code [?, size, size, 3]} both
   */
  public static void write(
      Subjects subjects,
      Path folder,
      String checkpoint,
      Function<Ops, UnaryOperator<Operand<TFloat32>>> seen)
      throws IOException {
    Export.write(folder, checkpoint, tf -> new Inception(tf, subjects, false, seen.apply(tf)));
    Files.writeString(
        folder.resolve("labels.txt"),
        subjects.labels().stream().map(label -> label + "\n").collect(Collectors.joining()));
    Files.writeString(folder.resolve("ostrich.json"), "{\"bounds\": [0, 1]}\n");
  }
}
