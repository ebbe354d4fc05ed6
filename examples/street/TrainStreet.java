package street;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.tensorflow.SavedModelBundle;
import training.Folders;

/**
 * Trains the model of streets and writes it to {@code saved_models/street}, or to the folder named
 * by the first argument; a second argument is the number of steps, a third how many threads
 * compute, of which one alone makes the same weights each time.
 */
final class TrainStreet {
  private static final int STEPS = 5000;
  private static final long EXAM_SEED = 2_000_000_000L;
  private static final double LEAST_IOU = 0.85;

  private TrainStreet() {}

  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    Path target = Path.of(arguments.length > 0 ? arguments[0] : "saved_models/street");
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
      Exam exam = Exam.sit(bundle.function("serving_default"), EXAM_SEED, 200);
      System.out.print(exam.table());
      System.out.printf(
          "mean IoU %.4f, pixels %.4f on fresh drawings%n", exam.meanIou(), exam.accuracy());
      if (exam.meanIou() < LEAST_IOU) {
        throw new IllegalStateException("The model failed its exam; the old one stays.");
      }
    }
  }
}
