package pictures;

import drawing.Pixels;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SessionFunction;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * What a model answers to drawings it has not seen.
 *
 * @param answers how often each subject (row) was taken for each subject (column)
 */
record Exam(int[][] answers) {
  private static final int PIXELS = PictureArtist.SIZE * PictureArtist.SIZE * 3;

  /** Draws each subject {@code each} times, with the seeds from {@code firstSeed} on. */
  static Exam sit(SessionFunction model, long firstSeed, int each) {
    Subject[] subjects = Subject.values();
    int[][] answers = new int[subjects.length][subjects.length];
    for (int i = 0; i < each; i++) {
      float[] images = new float[subjects.length * PIXELS];
      for (Subject subject : subjects) {
        Pixels.write(
            PictureArtist.draw(subject, firstSeed + i), images, subject.ordinal() * PIXELS);
      }
      float[][] probabilities = ask(model, images);
      for (int subject = 0; subject < subjects.length; subject++) {
        answers[subject][best(probabilities[subject])]++;
      }
    }
    return new Exam(answers);
  }

  /** The model's probabilities for each of the pictures that lie one after another. */
  static float[][] ask(SessionFunction model, float[] images) {
    int count = images.length / PIXELS;
    Shape shape = Shape.of(count, PictureArtist.SIZE, PictureArtist.SIZE, 3);
    try (TFloat32 input = TFloat32.tensorOf(shape, DataBuffers.of(images, true, false));
        Result result = model.call(Map.of("image", input))) {
      TFloat32 output = (TFloat32) result.get("probabilities").orElseThrow();
      float[][] probabilities = new float[count][(int) output.shape().get(1)];
      for (int i = 0; i < count; i++) {
        output.get(i).copyTo(DataBuffers.of(probabilities[i], false, false));
      }
      return probabilities;
    }
  }

  static int best(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }

  double accuracy() {
    int right = 0;
    int asked = 0;
    for (int subject = 0; subject < answers.length; subject++) {
      right += answers[subject][subject];
      for (int count : answers[subject]) {
        asked += count;
      }
    }
    return (double) right / asked;
  }

  /** One line a subject: how many were right, and what the others were taken for. */
  String table() {
    Subject[] subjects = Subject.values();
    StringBuilder table = new StringBuilder();
    for (Subject subject : subjects) {
      int[] row = answers[subject.ordinal()];
      int asked = 0;
      StringBuilder mistakes = new StringBuilder();
      for (Subject other : subjects) {
        int count = row[other.ordinal()];
        asked += count;
        if (other != subject && count > 0) {
          mistakes.append("  ").append(count).append(" as ").append(other.label);
        }
      }
      table.append(
          String.format(
              "%-16s %4d of %4d%s%n", subject.label, row[subject.ordinal()], asked, mistakes));
    }
    return table.toString();
  }
}
