package readers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ostrichml.reader.Distraction;
import org.ostrichml.reader.Example;
import org.ostrichml.reader.Reader;
import org.ostrichml.reader.Reading;
import org.ostrichml.reader.Scores;
import org.ostrichml.reader.Squad;
import org.ostrichml.reader.WorstSentence;

/** What a reader answers to questions about names that it has not met. */
final class ReaderExam {
  private static final long FIRST_SEED = 2_000_000_000L;
  private static final int QUESTIONS = 1000;
  private static final int CANDIDATES = 10;
  private static final double LEAST_F1 = 90;

  private final Squad questions;
  private final Map<String, String> misleading = new HashMap<>();
  private final Set<String> rivalled = new HashSet<>();

  private ReaderExam() {
    List<Story> stories = new ArrayList<>();
    for (int count = 0; count < QUESTIONS; ) {
      Story story = Author.write(FIRST_SEED + stories.size());
      stories.add(story);
      for (int i = 0; i < story.asked().size(); i++, count++) {
        Story.Asked asked = story.asked().get(i);
        misleading.put(story.id(i), Misleading.sentence(story, asked, FIRST_SEED + count));
        if (story.hasRival(asked)) {
          rivalled.add(story.id(i));
        }
      }
    }
    questions =
        new Squad("1.1", stories.stream().map(Story::paragraph).toList(), 0).first(QUESTIONS);
  }

  /** Examines the reader in the folder, and prints how it did; throws if it failed. */
  static void hold(Path folder) {
    ReaderExam exam = new ReaderExam();
    List<Example> clean = exam.questions.examples();
    List<Example> misled = exam.questions.withAdded(exam.misleading).examples();
    try (Reader reader = Reader.load(folder)) {
      List<Reading> readings = reader.read(clean);
      double f1 = mark(clean, readings, "questions about fresh names");
      int[] decided =
          IntStream.range(0, QUESTIONS)
              .filter(i -> exam.rivalled.contains(clean.get(i).id()))
              .toArray();
      mark(
          Arrays.stream(decided).mapToObj(clean::get).toList(),
          Arrays.stream(decided).mapToObj(readings::get).toList(),
          "of them that only names decide");
      mark(misled, reader.read(misled), "with a misleading sentence of the grammar");
      mark(
          clean,
          new WorstSentence(CANDIDATES, 0)
              .distract(reader, clean).stream().map(Distraction::after).toList(),
          "with the worst of " + CANDIDATES + " sentences of AddSent");
      if (f1 < LEAST_F1) {
        throw new IllegalStateException("The reader failed its exam; the old one stays.");
      }
    }
  }

  private static double mark(List<Example> examples, List<Reading> readings, String which) {
    Scores scores = Scores.of(examples, readings.stream().map(Reading::text).toList());
    System.out.printf(
        "F1 %.1f, exact match %.1f on %d %s%n",
        scores.f1(), scores.exactMatch(), examples.size(), which);
    return scores.f1();
  }
}
