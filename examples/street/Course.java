package street;

import org.tensorflow.ndarray.Shape;
import training.Lessons;
import training.Training;

/**
 * The training of a network. Every street is seen once, so that the accuracy printed on the way is
 * already one on fresh drawings.
 */
final class Course {
  private static final int STREETS = 8;
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
    Shape pictures = Shape.of(STREETS, SceneArtist.SIZE, SceneArtist.SIZE, 3);
    try (Training training = new Training(tf -> new Segmenter(tf, true), WEIGHT_SEED, threads)) {
      Lessons.teach(
          training, pictures, steps, RATE, step -> Lesson.draw((long) step * STREETS, STREETS));
      training.save(checkpoint);
    }
  }
}
