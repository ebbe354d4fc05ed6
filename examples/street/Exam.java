package street;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.SessionFunction;

/**
 * How a model maps streets that it has not seen.
 *
 * @param answers how many pixels of each label (row) were taken for each label (column)
 */
record Exam(long[][] answers) {
  /** Draws {@code count} streets, with the seeds from {@code firstSeed} on. */
  static Exam sit(SessionFunction model, long firstSeed, int count) {
    int labels = Label.values().length;
    long[][] answers = new long[labels][labels];
    for (int i = 0; i < count; i++) {
      Drawing drawing = SceneArtist.draw(firstSeed + i);
      int[] right = drawing.labels();
      float[] probabilities = training.Exam.ask(model, List.of(drawing.picture()));
      for (int pixel = 0; pixel < right.length; pixel++) {
        answers[right[pixel]][Lesson.best(probabilities, pixel * labels)]++;
      }
    }
    return new Exam(answers);
  }

  /**
   * The pixels that are rightly of the label, as a share of those that are or were taken for it.
   */
  double iou(Label label) {
    int k = label.ordinal();
    long either = -answers[k][k];
    for (int other = 0; other < answers.length; other++) {
      either += answers[k][other] + answers[other][k];
    }
    return (double) answers[k][k] / either;
  }

  /** The mean of {@link #iou} over all labels. */
  double meanIou() {
    double sum = 0;
    for (Label label : Label.values()) {
      sum += iou(label);
    }
    return sum / answers.length;
  }

  /** The share of the pixels that were named rightly. */
  double accuracy() {
    long right = IntStream.range(0, answers.length).mapToLong(k -> answers[k][k]).sum();
    return (double) right / IntStream.range(0, answers.length).mapToLong(this::pixels).sum();
  }

  private long pixels(int label) {
    long sum = 0;
    for (long count : answers[label]) {
      sum += count;
    }
    return sum;
  }

  /** One line a label: its intersection over union, and its share of the pixels. */
  String table() {
    long all = IntStream.range(0, answers.length).mapToLong(this::pixels).sum();
    StringBuilder table = new StringBuilder();
    for (Label label : Label.values()) {
      table.append(
          String.format(
              "%-10s IoU %.3f  %4.1f %% of the pixels%n",
              label.label, iou(label), 100.0 * pixels(label.ordinal()) / all));
    }
    return table.toString();
  }
}
