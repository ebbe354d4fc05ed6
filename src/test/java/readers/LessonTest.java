package readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.reader.Token;
import org.ostrichml.reader.Tokenizer;
import org.ostrichml.reader.Vocabulary;

class LessonTest {
  private static final int LENGTH = Network.LENGTH;
  @TempDir private Path folder;
  private Vocabulary words;

  @BeforeEach
  void writeVocabulary() throws Exception {
    words = Vocabulary.read(ModelFolder.vocabulary(folder));
  }

  /** Misled or not, what is taught are the words of the answer; unknown ones may be any. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void theTargetsMarkTheAnswer(double hardening) {
    Lesson lesson = Lesson.write(words, 0, 40, hardening);
    for (int row = 0; row < 40; row++) {
      Story.Asked asked = Author.write(row).asked().get(0);
      int start = only(lesson.targets(), 2 * row);
      int end = only(lesson.targets(), 2 * row + 1);
      List<Token> answer = Tokenizer.tokens(asked.answer());
      assertThat(end - start + 1).isEqualTo(answer.size());
      for (int i = 0; i < answer.size(); i++) {
        String known = Lexicon.VOCABULARY.get((int) lesson.images()[row * LENGTH + start + i]);
        String word = answer.get(i).text().toLowerCase(Locale.ROOT);
        if (Lexicon.knows(word)) {
          assertThat(known).isEqualTo(word);
        } else {
          assertThat(known).startsWith("[UNK");
        }
      }
    }
  }

  /** A name has one number throughout its example, and two names have two. */
  @Test
  void unknownWordsKeepTheirNumbers() {
    Lesson lesson = Lesson.write(words, 0, 20, 0);
    for (int row = 0; row < 20; row++) {
      Story story = Author.write(row);
      String all = story.asked().get(0).text() + " " + story.text();
      long different =
          Tokenizer.tokens(all).stream()
              .map(token -> token.text().toLowerCase(Locale.ROOT))
              .filter(word -> !Lexicon.knows(word))
              .distinct()
              .count();
      long numbers =
          IntStream.range(row * LENGTH, (row + 1) * LENGTH)
              .mapToObj(i -> Lexicon.VOCABULARY.get((int) lesson.images()[i]))
              .filter(word -> word.startsWith("[UNK"))
              .distinct()
              .count();
      assertThat(numbers).isEqualTo(different);
    }
  }

  @Test
  void accuracyIsTheShareOfRightEnds() {
    Lesson lesson = Lesson.write(words, 0, 2, 0);
    float[] scores = lesson.targets().clone();
    assertThat(lesson.accuracy(scores)).isEqualTo(1);
    scores[only(scores, 1) + LENGTH] = -1; // The first end is missed: place 0 is taken for it.
    assertThat(lesson.accuracy(scores)).isEqualTo(0.75);
  }

  /** The place of the only 1 in a row, where all else is 0. */
  private static int only(float[] targets, int row) {
    int place = -1;
    for (int i = 0; i < LENGTH; i++) {
      if (targets[row * LENGTH + i] != 0) {
        assertThat(targets[row * LENGTH + i]).isEqualTo(1);
        assertThat(place).isEqualTo(-1);
        place = i;
      }
    }
    return place;
  }
}
