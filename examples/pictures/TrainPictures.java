package pictures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.tensorflow.SavedModelBundle;
import training.Folders;

/**
 * Trains the demonstration model and writes it to {@code saved_models/pictures}, or to the folder
 * named by the first argument; a second argument is the number of steps, a third how many threads
 * compute, of which one alone makes the same weights each time.
 */
final class TrainPictures {
  private static final int STEPS = 420;
  private static final long EXAM_SEED = 2_000_000_000L;

  private TrainPictures() {}

  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    Path target = Path.of(arguments.length > 0 ? arguments[0] : "saved_models/pictures");
    int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : STEPS;
    int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    Folders.replace(
        target,
        (model, checkpoint) -> {
          long start = System.nanoTime();
          Course.train(steps, threads, checkpoint);
          ModelFolder.write(model, checkpoint);
          System.out.printf("trained in %.0f s%n", (System.nanoTime() - start) / 1e9);
          examine(model);
        });
  }

  private static void examine(Path model) {
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString())) {
      Exam exam = Exam.sit(bundle.function("serving_default"), EXAM_SEED, 100);
      System.out.print(exam.table());
      System.out.printf("accuracy %.4f on fresh drawings%n", exam.accuracy());
      if (exam.accuracy() < 0.97) {
        throw new IllegalStateException("The model failed its exam; the old one stays.");
      }
    }
  }
}
