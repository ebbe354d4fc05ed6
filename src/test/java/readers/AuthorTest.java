package readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ostrichml.reader.Answer;
import org.ostrichml.reader.Paragraph;
import org.ostrichml.reader.Question;
import org.ostrichml.reader.Token;
import org.ostrichml.reader.Tokenizer;
import readers.Story.Asked;
import readers.Story.Fact;

class AuthorTest {
  private static final long FRESH = Names.FIRST_FRESH_SEED;

  @Test
  void everyAnswerStandsWhereItIsSaidToStand() {
    stories(0, 500)
        .forEach(
            story -> {
              Paragraph paragraph = story.paragraph();
              assertThat(paragraph.questions()).hasSize(3);
              for (Question question : paragraph.questions()) {
                Answer answer = question.answers().get(0);
                assertThat(paragraph.context().startsWith(answer.text(), answer.start())).isTrue();
              }
            });
  }

  /** A reader answers with whole tokens. */
  @Test
  void everyAnswerBeginsAndEndsWithAToken() {
    stories(FRESH, 200)
        .forEach(
            story -> {
              List<Token> tokens = Tokenizer.tokens(story.text());
              for (Asked one : story.asked()) {
                assertThat(tokens).extracting(Token::start).contains(one.start());
                assertThat(tokens)
                    .extracting(Token::end)
                    .contains(one.start() + one.answer().length());
              }
            });
  }

  @Test
  void theSeedDecides() {
    assertThat(Author.write(7)).isEqualTo(Author.write(7));
    assertThat(Author.write(7).text()).isNotEqualTo(Author.write(8).text());
  }

  /** Four to seven facts, told of two subjects at least. */
  @Test
  void paragraphsTellOfSeveralSubjects() {
    stories(0, 300)
        .forEach(
            story -> {
              assertThat(story.facts()).hasSizeBetween(4, 7);
              assertThat(story.facts().stream().map(Fact::subject).distinct().count())
                  .isBetween(2L, 3L);
            });
  }

  /** Whatever else is told in the paragraph has other values for all that a question names. */
  @Test
  void noOtherFactAnswersAQuestion() {
    int rivals = 0;
    for (Story story : stories(0, 500).toList()) {
      for (Asked one : story.asked()) {
        rivals += story.hasRival(one) ? 1 : 0;
        for (Fact other : story.facts()) {
          if (other.kind().equals(one.fact().kind()) && !other.equals(one.fact())) {
            for (String given : one.question().text().slots()) {
              assertThat(other.values().get(given)).isNotEqualTo(one.fact().values().get(given));
            }
          }
        }
      }
    }
    assertThat(rivals).isGreaterThan(150); // Of 1,500: it takes a name to tell them apart.
  }

  @Test
  void aMisleadingSentenceNamesNothingThatTheParagraphNames() {
    stories(FRESH, 300)
        .forEach(
            story -> {
              for (Asked one : story.asked()) {
                String sentence = Misleading.sentence(story, one, story.seed());
                for (String slot : one.question().reply().slots()) {
                  for (String name : one.fact().values().get(slot).names()) {
                    assertThat(sentence).doesNotContainPattern("\\b%s(?![,\\w])".formatted(name));
                  }
                }
              }
            });
  }

  @Test
  void trainingAndFreshNamesAreDisjoint() {
    assertThat(names(0)).hasSizeGreaterThan(3000).doesNotContainAnyElementsOf(names(FRESH));
  }

  /** The unknown words of 300 paragraphs. */
  private static Set<String> names(long seed) {
    Set<String> names = new HashSet<>();
    stories(seed, 300)
        .flatMap(story -> Tokenizer.tokens(story.text()).stream())
        .map(token -> token.text().toLowerCase(Locale.ROOT))
        .filter(word -> !Lexicon.knows(word))
        .forEach(names::add);
    return names;
  }

  @Test
  void everythingFitsIntoTheReader() {
    stories(0, 2000)
        .forEach(
            story -> {
              for (Asked one : story.asked()) {
                String all =
                    one.text() + story.text() + Misleading.sentence(story, one, story.seed());
                assertThat(Tokenizer.tokens(all)).hasSizeLessThan(Network.LENGTH);
              }
            });
  }

  private static Stream<Story> stories(long seed, int count) {
    return LongStream.range(seed, seed + count).mapToObj(Author::write);
  }
}
