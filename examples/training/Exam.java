package training;

import drawing.Pixels;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * What a model answers to drawings it has not seen.
 *
 * @param answers how often each subject (row) was taken for each subject (column)
 */
public record Exam(Subjects subjects, int[][] answers) {
  private static final double PASS = 0.97;

  /** Examines the model in the folder, and prints how it did; throws if it failed. */
  public static void hold(Subjects subjects, Path model, long firstSeed, int each) {
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString())) {
      Exam exam = sit(subjects, bundle.function("serving_default"), firstSeed, each);
      System.out.print(exam.table());
      System.out.printf("accuracy %.4f on fresh drawings%n", exam.accuracy());
      if (exam.accuracy() < PASS) {
        throw new IllegalStateException("The model failed its exam; the old one stays.");
      }
    }
  }

  /** Draws each subject {@code each} times, with the seeds from {@code firstSeed} on. */
  public static Exam sit(Subjects subjects, SessionFunction model, long firstSeed, int each) {
    int count = subjects.count();
    int[][] answers = new int[count][count];
    for (int i = 0; i < each; i++) {
      long seed = firstSeed + i;
      float[] probabilities =
          ask(
              model,
              IntStream.range(0, count)
                  .mapToObj(subject -> subjects.painter().draw(subject, seed))
                  .toList());
      for (int subject = 0; subject < count; subject++) {
        answers[subject][best(probabilities, subject * count, count)]++;
      }
    }
    return new Exam(subjects, answers);
  }

  /** The model's probabilities for pictures of one size, or for their pixels, row by row. */
  public static float[] ask(SessionFunction model, List<BufferedImage> pictures) {
    int height = pictures.get(0).getHeight();
    int width = pictures.get(0).getWidth();
    float[] images = new float[pictures.size() * height * width * 3];
    for (int i = 0; i < pictures.size(); i++) {
      Pixels.write(pictures.get(i), images, i * height * width * 3);
    }
    Shape shape = Shape.of(pictures.size(), height, width, 3);
    try (TFloat32 input = TFloat32.tensorOf(shape, DataBuffers.of(images));
        Result result = model.call(Map.of("image", input))) {
      TFloat32 output = (TFloat32) result.get("probabilities").orElseThrow();
      float[] probabilities = new float[(int) output.size()];
      output.copyTo(DataBuffers.of(probabilities, false, false));
      return probabilities;
    }
  }

  /** The index of the highest of {@code count} values that begin at {@code from}, less that. */
  public static int best(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }

  /** The share of the right answers. */
  public double accuracy() {
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
  public String table() {
    StringBuilder table = new StringBuilder();
    for (int subject = 0; subject < answers.length; subject++) {
      int[] row = answers[subject];
      int asked = 0;
      StringBuilder mistakes = new StringBuilder();
      for (int other = 0; other < row.length; other++) {
        asked += row[other];
        if (other != subject && row[other] > 0) {
          mistakes.append("  ").append(row[other]).append(" as ").append(label(other));
        }
      }
      table.append(
          String.format("%-16s %4d of %4d%s%n", label(subject), row[subject], asked, mistakes));
    }
    return table.toString();
  }

  private String label(int subject) {
    return subjects.labels().get(subject);
  }
}
