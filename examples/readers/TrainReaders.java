package readers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ostrichml.reader.Vocabulary;
import org.tensorflow.ndarray.Shape;
import training.Lessons;
import training.Training;

final class TrainReaders {
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    int steps = Integer.parseInt(arguments[0]);
    int batch = Integer.parseInt(arguments[1]);
    double rate = Double.parseDouble(arguments[2]);
    double hardening = Double.parseDouble(arguments[3]);
    int length = 160;
    Path file = Files.createTempFile("vocabulary", ".txt");
    Files.write(file, Lexicon.VOCABULARY);
    Vocabulary words = Vocabulary.read(file);
    long start = System.nanoTime();
    try (Training training = new Training(tf -> new Network(tf, length, true), 3, 0)) {
      Lessons.teach(
          training,
          Shape.of(batch, length),
          steps,
          rate,
          step -> Lesson.write(words, (long) step * batch, batch, length, hardening));
      System.out.printf("trained in %.0f s%n", (System.nanoTime() - start) / 1e9);
      long first = 2_000_000_000L;
      for (double added : new double[] {0, 1}) {
        double right = 0;
        for (int i = 0; i < 5; i++) {
          Lesson exam = Lesson.write(words, first + 200 * i, 200, 160, added);
          if (exam.length() == length) {
            right += exam.accuracy(training.scores(Shape.of(200, exam.length()), exam.images())) / 5;
          }
        }
        System.out.printf("added %.0f: position accuracy %.4f%n", added, right);
      }
    }
  }
}
