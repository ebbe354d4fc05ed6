package readers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostrichml.reader.Example;
import org.ostrichml.reader.Reader;
import org.ostrichml.reader.Reading;
import org.ostrichml.reader.Scores;
import org.ostrichml.reader.Squad;

/** What a reader answers to questions about names that it has not met. */
final class ReaderExam {
  private static final long FIRST_SEED = 2_000_000_000L;
  private static final int QUESTIONS = 1000;
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
    try (Reader reader = Reader.load(folder)) {
      double f1 = examine(reader, clean, "questions about fresh names");
      examine(
          reader,
          clean.stream().filter(each -> exam.rivalled.contains(each.id())).toList(),
          "of them that only a name decides");
      examine(
          reader,
          exam.questions.withAdded(exam.misleading).examples(),
          "with one misleading sentence");
      if (f1 < LEAST_F1) {
        throw new IllegalStateException("The reader failed its exam; the old one stays.");
      }
    }
  }

  private static double examine(Reader reader, List<Example> examples, String which) {
    List<String> answers = reader.read(examples).stream().map(Reading::text).toList();
    Scores scores = Scores.of(examples, answers);
    System.out.printf(
        "F1 %.1f, exact match %.1f on %d %s%n",
        scores.f1(), scores.exactMatch(), examples.size(), which);
    return scores.f1();
  }
}
