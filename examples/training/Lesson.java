package training;

import drawing.Pixels;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One batch to learn from: drawings of all subjects in turn, and a few of noise alone whose answer
 * is "could be anything".
 *
 * @param classes how many subjects there are
 * @param drawings how many of the pictures are drawings; the noises come after them
 * @param size how many pictures there are
 * @param images pixels {@code [size, height, width, 3]} from 0 to 1
 * @param targets probabilities {@code [size, classes]}
 */
record Lesson(int classes, int drawings, int size, float[] images, float[] targets)
    implements Lessons.Batch {
  /** A right answer is taught as this sure, so that the network does not learn to be certain. */
  private static final float SURE = 0.98f;

  /** Draws with the seeds from {@code firstSeed} on, one a drawing. */
  static Lesson draw(Subjects subjects, long firstSeed, int drawings, int noises) {
    int classes = subjects.count();
    int values = subjects.values();
    int size = drawings + noises;
    float[] images = new float[size * values];
    float[] targets = new float[size * classes];
    for (int i = 0; i < drawings; i++) {
      long seed = firstSeed + i;
      int subject = (int) (seed % classes);
      Pixels.write(subjects.painter().draw(subject, seed), images, i * values);
      for (int other = 0; other < classes; other++) {
        targets[i * classes + other] = other == subject ? SURE : (1 - SURE) / (classes - 1);
      }
    }
    Random random = new Random(firstSeed);
    for (int i = drawings; i < size; i++) {
      float amplitude = random.nextFloat();
      for (int value = 0; value < values; value++) {
        images[i * values + value] = 0.5f + amplitude * (random.nextFloat() - 0.5f);
      }
      Arrays.fill(targets, i * classes, (i + 1) * classes, 1f / classes);
    }
    return new Lesson(classes, drawings, size, images, targets);
  }

  /** The share of the drawings that scores {@code [size, classes]} name rightly. */
  @Override
  public double accuracy(float[] scores) {
    long right =
        IntStream.range(0, drawings)
            .filter(i -> best(scores, i * classes) == best(targets, i * classes))
            .count();
    return (double) right / drawings;
  }

  private int best(float[] rows, int from) {
    return Exam.best(rows, from, classes);
  }
}
