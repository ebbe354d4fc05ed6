package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AddSentTest {
  private static final int COUNT = 4;
  private static final String PARAGRAPH =
      "On 5 May 1890, captain Rasan Kuld sold 1,250 barrels of salt to the Brooda Company in"
          + " Belmora for $40 million. The old tower of Belmora is 80 feet high and made of oak."
          + " Kuld later worked as a baker because of a long quarrel with Jorn Tyst.";

  private static final List<Example> EXAMPLES =
      List.of(
          example("Who sold salt in Belmora?", "Rasan Kuld"),
          example("When did Rasan Kuld sell salt in Belmora?", "5 May 1890"),
          example("Where did captain Rasan Kuld sell salt?", "Belmora"),
          example("How many barrels of salt did Rasan Kuld sell?", "1,250"),
          example("For how much did Kuld sell the salt?", "$40 million"),
          example("What did Rasan Kuld sell in 1890?", "salt"),
          example("To which company did Kuld sell salt in Belmora?", "Brooda Company"),
          example("How high is the old tower of Belmora?", "80"),
          example("What is the old tower made of?", "oak"),
          example("What did Kuld later work as?", "baker"),
          example("Why did Kuld leave Belmora?", "a long quarrel with Jorn Tyst"),
          example("Which of the barrels of Kuld were in Belmora?", "salt"),
          example("Belmora's tower is how high?", "80 feet"));

  @Property(tries = 100)
  void theSameSeedGivesTheSameCandidates(@ForAll("examples") Example example, @ForAll long seed) {
    List<Candidate> candidates = AddSent.candidates(example, COUNT, seed);
    assertThat(AddSent.candidates(example, COUNT, seed)).isEqualTo(candidates);
    assertThat(AddSent.candidates(example, 2, seed)).isEqualTo(candidates.subList(0, 2));
  }

  @Property(tries = 100)
  void everyCandidatePassesTheCheck(@ForAll("examples") Example example, @ForAll long seed) {
    assertThat(AddSent.candidates(example, COUNT, seed))
        .hasSize(COUNT)
        .doesNotHaveDuplicates()
        .allMatch(each -> !Contradiction.check(example, each.sentence()).found())
        .allMatch(each -> each.sentence().contains(each.wrongAnswer()))
        .allMatch(each -> !each.changes().isEmpty());
  }

  @Property(tries = 100)
  void aWrongAnswerSharesNoWordOfItsOwnWithTheParagraph(
      @ForAll("examples") Example example, @ForAll long seed) {
    for (Candidate candidate : AddSent.candidates(example, COUNT, seed)) {
      assertThat(Mention.words(candidate.wrongAnswer()))
          .filteredOn(word -> !Lexicon.isFunctionWord(word))
          .doesNotContainAnyElementsOf(Mention.words(example.paragraph()))
          .isNotEmpty();
    }
  }

  @Property(tries = 100)
  void theQuestionsOwnNamesWithAWrongAnswerFailTheCheck(
      @ForAll("examples") Example example, @ForAll long seed) {
    for (Candidate candidate : AddSent.candidates(example, COUNT, seed)) {
      String sentence = candidate.sentence();
      for (String change : candidate.changes()) {
        String[] sides = change.split(" → ");
        sentence = sentence.replaceAll("\\b" + Pattern.quote(sides[1]) + "\\b", sides[0]);
      }
      assertThat(Contradiction.check(example, sentence).found()).as(sentence).isTrue();
    }
  }

  @Property(tries = 2000)
  void anyWordsInAnyOrderGiveHarmlessSentencesOrNone(
      @ForAll("words") List<String> question,
      @ForAll("words") List<String> paragraph,
      @ForAll long seed) {
    Example example =
        new Example(
            "id",
            "t",
            String.join(" ", paragraph),
            String.join(" ", question) + "?",
            List.of(paragraph.get(paragraph.size() / 2)));
    assertThat(AddSent.candidates(example, 2, seed))
        .allMatch(each -> !Contradiction.check(example, each.sentence()).found())
        .allMatch(each -> each.sentence().contains(each.wrongAnswer()));
  }

  @Test
  void wrongAnswersAreOfTheTypeOfTheTrueOne() {
    assertWrongAnswers(0, "\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+");
    assertWrongAnswers(1, "\\d{1,2} \\p{Lu}\\p{Ll}+ 1\\d{3}");
    assertWrongAnswers(2, "\\p{Lu}\\p{Ll}+");
    assertWrongAnswers(3, "[\\d,]+");
    assertWrongAnswers(4, "\\$\\d+ \\p{Ll}+illion|\\$\\d+ thousand");
    assertWrongAnswers(6, "\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+");
    assertThat(Lexicon.groupOf("oak")).containsAll(wrongAnswers(8));
    assertThat(Lexicon.groupOf("baker")).containsAll(wrongAnswers(9));
    assertThat(Lexicon.group("reason")).containsAll(wrongAnswers(10));
  }

  @Test
  void aQuestionThatNamesNothingHasNoCandidates() {
    assertThat(AddSent.candidates(example("What was it made of?", "oak"), COUNT, 1)).isEmpty();
  }

  @Test
  void changesSayWhatTakesThePlaceOfWhat() {
    Candidate candidate = AddSent.candidates(EXAMPLES.get(2), 1, 1).get(0);
    String[] sides = candidate.changes().get(0).split(" → ");
    assertThat(sides[0]).isEqualTo("Rasan Kuld");
    assertThat(candidate.sentence().toLowerCase(Locale.ROOT))
        .contains("captain " + sides[1].toLowerCase(Locale.ROOT) + " sold salt")
        .doesNotContain("kuld");
  }

  @Provide
  Arbitrary<Example> examples() {
    return Arbitraries.of(EXAMPLES);
  }

  @Provide
  Arbitrary<List<String>> words() {
    String words =
        "who what which how many much where when why did does was has will there not the a of in to"
            + " on , - . ' 's ’s $ % 7 1890 5th May second Kuld Rasan's Tower St. NFL old last ship"
            + " ships built build sold found quickly oak because and he 😀 é A I";
    return Arbitraries.of(words.split(" ")).list().ofMinSize(1).ofMaxSize(9);
  }

  private static void assertWrongAnswers(int example, String form) {
    assertThat(wrongAnswers(example)).allMatch(answer -> answer.matches(form), form);
  }

  private static List<String> wrongAnswers(int example) {
    return AddSent.candidates(EXAMPLES.get(example), 10, 1).stream()
        .map(Candidate::wrongAnswer)
        .toList();
  }

  private static Example example(String question, String answer) {
    return new Example("id", "Belmora", PARAGRAPH, question, List.of(answer));
  }
}
