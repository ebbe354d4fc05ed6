package faces;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import training.Course;
import training.Exam;
import training.Folders;

/**
 * Trains the model of faces and writes it to {@code saved_models/faces}, or to the folder named by
 * the first argument; a second argument is the number of steps, a third how many threads compute,
 * of which one alone makes the same weights each time.
 */
final class TrainFaces {
  private static final int STEPS = 300;
  private static final long EXAM_SEED = 2_000_000_000L;

  private TrainFaces() {}

  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    Path target = Path.of(arguments.length > 0 ? arguments[0] : "saved_models/faces");
    int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : STEPS;
    int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    Folders.replace(
        target,
        (model, checkpoint) -> {
          long start = System.nanoTime();
          Course.train(Portrait.SUBJECTS, steps, threads, checkpoint);
          ModelFolder.write(model, checkpoint);
          System.out.printf("trained in %.0f s%n", (System.nanoTime() - start) / 1e9);
          Exam.hold(Portrait.SUBJECTS, model, EXAM_SEED, 100);
        });
  }
}
