package street;

import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.SavedModelBundle;
import training.Arguments;
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
    Arguments asked = Arguments.of(arguments);
    int steps = asked.number(1, STEPS);
    int threads = asked.number(2, 0);
    Folders.replace(
        asked.folder("saved_models/street"),
        (model, checkpoint) -> {
          Course.train(steps, threads, checkpoint);
          ModelFolder.write(model, checkpoint);
        },
        TrainStreet::examine);
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
