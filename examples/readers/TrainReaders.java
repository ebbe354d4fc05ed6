package readers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ostrichml.reader.Vocabulary;
import org.tensorflow.ndarray.Shape;
import training.Exam;
import training.Lessons;
import training.Training;

final class TrainReaders {
  static boolean[] WORST;
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
          step -> Lesson.write(words, (long) step * batch, batch, length, hardening, 0));
      System.out.printf("trained in %.0f s%n", (System.nanoTime() - start) / 1e9);
      long first = 2_000_000_000L;
      double[] right = new double[4];
      for (int i = 0; i < 5; i++) {
        for (int tries = 0; tries < 6; tries++) {
          Lesson exam = Lesson.write(words, first + 200 * i, 200, length, tries > 0 ? 1 : 0, tries);
          float[] scores = training.scores(Shape.of(200, length), exam.images());
          if (tries == 0) {
            right[0] += exam.accuracy(scores) / 5;
            WORST = new boolean[200];
            java.util.Arrays.fill(WORST, true);
          } else {
            if (tries == 1) tally(first + 200 * i, exam, scores, length);
            if (tries == 1) right[1] += exam.accuracy(scores) / 5;
            for (int r = 0; r < 200; r++) {
              WORST[r] &= exam.targets()[2 * r * length + Exam.best(scores, 2 * r * length, length)] == 1;
            }
            if (tries == 5) {
              int n = 0;
              for (boolean w : WORST) n += w ? 1 : 0;
              right[2] += n / 1000.0;
            }
          }
        }
      }
      TALLY.forEach((k, v) -> System.out.printf("  %-25s %3.0f of %3.0f%n", k, v[0], v[1]));
      System.out.printf("clean %.3f added %.3f worst of 5 %.3f%n", right[0], right[1], right[2]);
    }
  }
  static final java.util.TreeMap<String, double[]> TALLY = new java.util.TreeMap<>();

  static void tally(long first, Lesson exam, float[] scores, int length) {
    for (int r = 0; r < 200; r++) {
      boolean right = exam.targets()[2 * r * length + Exam.best(scores, 2 * r * length, length)] == 1;
      Story story = Author.write(first + r);
      Story.Asked asked = story.asked().get(0);
      String subject = asked.fact().kind().subject();
      String name = asked.fact().subject().last();
      int from = story.text().lastIndexOf(". ", asked.start()) + 1;
      int to = story.text().indexOf(".", asked.start());
      boolean named = story.text().substring(from, to).contains(name) || story.text().substring(from, to).contains(asked.fact().subject().first());
      boolean verbatim = Misleading.sentence(story, asked, 0).split(" ").length > 0;
      boolean given = (asked.text().contains(name)||asked.text().contains(asked.fact().subject().first()));
      for (String key : new String[] {subject, (given ? "given " : "not given ") + (named ? "named" : "pronoun"), "slot " + asked.question().slot()}) {
        double[] t = TALLY.computeIfAbsent(key, k -> new double[2]);
        t[0] += right ? 1 : 0;
        t[1]++;
      }
    }
  }
}
