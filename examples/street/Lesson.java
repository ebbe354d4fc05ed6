package street;

import drawing.Pixels;
import training.Lessons;

/**
 * One batch to learn from.
 *
 * @param images pixels {@code [size, 96, 96, 3]} from 0 to 1
 * @param targets 1 for the label of each pixel, else 0, {@code [size, 96, 96, labels]}
 */
record Lesson(float[] images, float[] targets) implements Lessons.Batch {
  private static final int PIXELS = SceneArtist.SIZE * SceneArtist.SIZE;
  private static final int LABELS = Label.values().length;

  /** Draws with the seeds from {@code firstSeed} on. */
  static Lesson draw(long firstSeed, int size) {
    float[] images = new float[size * PIXELS * 3];
    float[] targets = new float[size * PIXELS * LABELS];
    for (int i = 0; i < size; i++) {
      Drawing drawing = SceneArtist.draw(firstSeed + i);
      Pixels.write(drawing.picture(), images, i * PIXELS * 3);
      int[] labels = drawing.labels();
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        targets[(i * PIXELS + pixel) * LABELS + labels[pixel]] = 1;
      }
    }
    return new Lesson(images, targets);
  }

  /** The share of the pixels that scores {@code [size, 96, 96, labels]} name rightly. */
  @Override
  public double accuracy(float[] scores) {
    int right = 0;
    for (int from = 0; from < targets.length; from += LABELS) {
      right += targets[from + best(scores, from)] == 1 ? 1 : 0;
    }
    return (double) right * LABELS / targets.length;
  }

  /** The label with the highest of the scores that begin at {@code from}. */
  static int best(float[] scores, int from) {
    return training.Exam.best(scores, from, LABELS);
  }
}
