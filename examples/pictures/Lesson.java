package pictures;

import drawing.Pixels;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import training.Lessons;

/**
 * One batch to learn from: drawings of all subjects in turn, and a few of noise alone whose answer
 * is "could be anything".
 *
 * @param drawings how many of the pictures are drawings; the noises come after them
 * @param size how many pictures there are
 * @param images pixels {@code [size, 96, 96, 3]} from 0 to 1
 * @param targets probabilities {@code [size, subjects]}
 */
record Lesson(int drawings, int size, float[] images, float[] targets) implements Lessons.Batch {
  private static final int PIXELS = PictureArtist.SIZE * PictureArtist.SIZE * 3;

  /** A right answer is taught as this sure, so that the network does not learn to be certain. */
  private static final float SURE = 0.98f;

  /** Draws with the seeds from {@code firstSeed} on, one a drawing. */
  static Lesson draw(long firstSeed, int drawings, int noises) {
    Subject[] subjects = Subject.values();
    int size = drawings + noises;
    float[] images = new float[size * PIXELS];
    float[] targets = new float[size * subjects.length];
    for (int i = 0; i < drawings; i++) {
      long seed = firstSeed + i;
      Subject subject = subjects[(int) (seed % subjects.length)];
      Pixels.write(PictureArtist.draw(subject, seed), images, i * PIXELS);
      for (Subject other : subjects) {
        targets[i * subjects.length + other.ordinal()] =
            other == subject ? SURE : (1 - SURE) / (subjects.length - 1);
      }
    }
    Random random = new Random(firstSeed);
    for (int i = drawings; i < size; i++) {
      float amplitude = random.nextFloat();
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        images[i * PIXELS + pixel] = 0.5f + amplitude * (random.nextFloat() - 0.5f);
      }
      for (int k = 0; k < subjects.length; k++) {
        targets[i * subjects.length + k] = 1f / subjects.length;
      }
    }
    return new Lesson(drawings, size, images, targets);
  }

  /** The share of the drawings that scores {@code [size, subjects]} name rightly. */
  @Override
  public double accuracy(float[] scores) {
    int classes = Subject.values().length;
    long right =
        IntStream.range(0, drawings)
            .filter(i -> best(scores, i * classes) == best(targets, i * classes))
            .count();
    return (double) right / drawings;
  }

  private static int best(float[] rows, int from) {
    return Exam.best(Arrays.copyOfRange(rows, from, from + Subject.values().length));
  }
}
