package pictures;

import java.util.concurrent.CompletableFuture;
import org.tensorflow.ndarray.Shape;
import training.Training;

/**
 * All lessons of a network, one after another. Every drawing is seen once, so that the accuracy
 * printed on the way is already one on fresh drawings.
 */
final class Course {
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
        accuracy += weight * (lesson.accuracy(progress.scores()) - accuracy);
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
}
