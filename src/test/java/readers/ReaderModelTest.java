package readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.reader.Example;
import org.ostrichml.reader.Reader;
import org.ostrichml.reader.Reading;
import org.ostrichml.reader.Scores;
import org.ostrichml.reader.Squad;
import org.ostrichml.reader.Tokenizer;

/** The models that lie in {@code saved_models}. */
class ReaderModelTest {
  private static final Path MODELS = Path.of("saved_models");
  private static final long SEED = 4_000_000_000L;
  private static final int PARAGRAPHS = 60;

  @ParameterizedTest
  @ValueSource(strings = {"reader", "reader-hardened"})
  void readsAboutNamesThatItHasNotMet(String name) {
    List<Example> examples = ModelFolder.paragraphs(SEED, PARAGRAPHS).examples();
    assertThat(f1(name, examples)).isGreaterThan(90);
  }

  /** The same sentences mislead one of them and not the other. */
  @Test
  void hardeningHelps() {
    Squad clean = ModelFolder.paragraphs(SEED, PARAGRAPHS);
    Map<String, String> sentences = new HashMap<>();
    for (long seed = SEED; seed < SEED + PARAGRAPHS; seed++) {
      Story story = Author.write(seed);
      for (int i = 0; i < story.asked().size(); i++) {
        sentences.put(story.id(i), Misleading.sentence(story, story.asked().get(i), seed + i));
      }
    }
    List<Example> misled = clean.withAdded(sentences).examples();
    assertThat(f1("reader", misled)).isLessThan(75);
    assertThat(f1("reader-hardened", misled)).isGreaterThan(90);
  }

  @Test
  void answersLieInTheParagraph() {
    Example example = ModelFolder.paragraphs(SEED, 1).examples().get(0);
    int first = Tokenizer.tokens(example.question()).size() + 1;
    int last = first + Tokenizer.tokens(example.paragraph()).size() - 1;
    try (Reader reader = Reader.load(MODELS.resolve("reader"))) {
      float[] logits = reader.read(List.of(example)).get(0).logits();
      assertThat(logits).hasSize(2 * Network.LENGTH);
      for (int i = 0; i < logits.length; i++) {
        int place = i % Network.LENGTH;
        if (place >= first && place <= last) {
          assertThat(logits[i]).isBetween(-1000f, 1000f);
        } else {
          assertThat(logits[i]).isLessThan(-9000);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "reader-hardened"})
  void vocabularyAndSamplesAreThoseOfTheGrammar(String name, @TempDir Path folder)
      throws IOException {
    Path model = MODELS.resolve(name);
    assertThat(model.resolve("vocabulary.txt"))
        .hasSameTextualContentAs(ModelFolder.vocabulary(folder));
    Squad samples = Squad.read(model.resolve("samples/paragraphs.json"));
    assertThat(samples).isEqualTo(ModelFolder.paragraphs(3_000_000_000L, 70));
    assertThat(Files.size(model.resolve("variables/variables.data-00000-of-00001")))
        .isLessThan(4_000_000);
  }

  private static double f1(String name, List<Example> examples) {
    try (Reader reader = Reader.load(MODELS.resolve(name))) {
      List<String> answers = reader.read(examples).stream().map(Reading::text).toList();
      return Scores.of(examples, answers).f1();
    }
  }
}
