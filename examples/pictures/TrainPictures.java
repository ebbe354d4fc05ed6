package pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import training.Folders;
import training.Training;

/**
 * Trains the demonstration model and writes it to {@code saved_models/pictures}, or to the folder
 * named by the first argument; a second argument is the number of steps, a third how many threads
 * compute, of which one alone makes the same weights each time.
 *
 * <p>Every drawing is seen once, so that the accuracy printed on the way is already one on fresh
 * drawings; the exam at the end asks the exported model.
 */
final class TrainPictures {
  private static final int STEPS = 420;
  private static final int DRAWINGS = 42;
  private static final int NOISES = 2;
  private static final double RATE = 3e-3;
  private static final long WEIGHT_SEED = 20;
  private static final long EXAM_SEED = 2_000_000_000L;

  private TrainPictures() {}

  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    Path target = Path.of(arguments.length > 0 ? arguments[0] : "saved_models/pictures");
    int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : STEPS;
    int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
    Path work = Files.createTempDirectory(parent, "training");
    try {
      long start = System.nanoTime();
      String checkpoint = work.resolve("checkpoint").toString();
      train(steps, threads, checkpoint);
      Path model = Files.createDirectory(work.resolve("model"));
      ModelFolder.write(model, checkpoint);
      System.out.printf("trained in %.0f s%n", (System.nanoTime() - start) / 1e9);
      examine(model);
      Folders.move(model, target);
      System.out.println("written to " + target);
    } finally {
      Folders.delete(work);
    }
  }

  /**
   * Trains.
   *
   * @param threads how many compute, 0 for as many as there are; with 1 the weights are the same
   *     each time
   * @param checkpoint where to save the variables
   */
  static void train(int steps, int threads, String checkpoint) {
    int size = PictureArtist.SIZE;
    Shape pictures = Shape.of(DRAWINGS + NOISES, size, size, 3);
    try (Training training =
        new Training(
            tf -> new Inception(tf, Subject.values().length, true), WEIGHT_SEED, threads)) {
      CompletableFuture<Lesson> next = lesson(0);
      double loss = 0;
      double accuracy = 0;
      for (int step = 0; step < steps; step++) {
        Lesson lesson = next.join();
        next = lesson(step + 1);
        double rate = RATE * 0.5 * (1 + Math.cos(Math.PI * step / steps));
        Training.Progress progress =
            training.learn(pictures, lesson.images(), lesson.targets(), rate);
        double weight = step == 0 ? 1 : 0.05;
        loss += weight * (progress.loss() - loss);
        accuracy += weight * (accuracy(progress.scores(), lesson) - accuracy);
        if (step % 25 == 0 || step == steps - 1) {
          System.out.printf("step %4d  loss %.3f  accuracy %.3f%n", step, loss, accuracy);
        }
      }
      training.save(checkpoint);
    }
  }

  /** The next lesson is drawn while the network learns this one. */
  private static CompletableFuture<Lesson> lesson(int step) {
    return CompletableFuture.supplyAsync(
        () -> Lesson.draw((long) step * DRAWINGS, DRAWINGS, NOISES));
  }

  private static double accuracy(float[] scores, Lesson lesson) {
    int classes = Subject.values().length;
    int right = 0;
    for (int i = 0; i < lesson.drawings(); i++) {
      int from = i * classes;
      float[] answer = Arrays.copyOfRange(scores, from, from + classes);
      float[] target = Arrays.copyOfRange(lesson.targets(), from, from + classes);
      right += Exam.best(answer) == Exam.best(target) ? 1 : 0;
    }
    return (double) right / lesson.drawings();
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
