package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.OstrichException;

class SquadTest {
  private static final String QUESTION =
      """
      {"id": "q1", "question": "Who came?", "answers": [{"answer_start": 2, "text": "Mira"}]}""";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("questions.json");
  }

  @Test
  void examplesCarryTheirParagraph() throws IOException {
    assertThat(read(file("😀 Mira came.", QUESTION)).examples())
        .containsExactly(new Example("q1", "Boats", "😀 Mira came.", "Who came?", List.of("Mira")));
  }

  @Test
  void startsAreCodePointsInTheFileAndCharsHere() throws IOException {
    Squad squad = read(file("😀 Mira came.", QUESTION));
    assertThat(squad.paragraphs().get(0).questions().get(0).answers())
        .containsExactly(new Answer("Mira", 3));
    squad.write(file);
    assertThat(Files.readString(file)).contains("\"answer_start\":2");
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Squad squad = read(file("😀 Mira <came>.", QUESTION));
    Path copy = folder.resolve("new/copy.json");
    squad.write(copy);
    assertThat(Squad.read(copy)).isEqualTo(squad);
    assertThat(Files.readString(copy)).contains("<came>");
  }

  @Test
  void anAddedSentenceStandsInAParagraphOfItsOwn() throws IOException {
    String other = QUESTION.replace("q1", "q2");
    Squad squad = read(file("😀 Mira came.", QUESTION + "," + other));
    assertThat(squad.withAdded(Map.of("q2", "Tarvik went.")).examples())
        .containsExactly(
            squad.examples().get(0), squad.examples().get(1).withAdded("Tarvik went."));
    assertThat(squad.withAdded(Map.of("q2", "Tarvik went.")).examples().get(1).paragraph())
        .isEqualTo("😀 Mira came. Tarvik went.");
  }

  @Test
  void questionsWithoutAnAnswerAreLeftOutAndCounted() throws IOException {
    String impossible =
        """
        {"id": "q2", "question": "Why?", "answers": [], "is_impossible": true}""";
    Squad squad = read(file("😀 Mira came.", QUESTION + "," + impossible));
    assertThat(squad.examples()).hasSize(1);
    assertThat(squad.unanswerable()).isOne();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\": \"q1\", | '' | data[0].paragraphs[0].qas[0].id is missing",
        "\"Who came?\" | 7 | data[0].paragraphs[0].qas[0].question must be a text",
        "\"Who came?\" | null | data[0].paragraphs[0].qas[0].question must be a text",
        "\"Who came?\" | \" \" | data[0].paragraphs[0].qas[0].question must be a text",
        "2, | -1, | qas[0].answers[0].answer_start must be a whole number of 0 or more",
        "2, | 2.5, | qas[0].answers[0].answer_start must be a whole number of 0 or more",
        "2, | 1e99, | qas[0].answers[0].answer_start must be a whole number of 0 or more",
        "2, | \"2\", | qas[0].answers[0].answer_start must be a whole number of 0 or more",
        "2, | 3, | answers[0].answer_start is 3, but the paragraph does not hold",
        "2, | 99, | answers[0].answer_start is 99, but the paragraph does not hold",
        "Mira\" | Holt\" | does not hold the answer \"Holt\" there",
        "\"id\" | \"is_impossible\": 1, \"id\" | qas[0].is_impossible must be true or false",
        "\"id\" | \"is_impossible\": true, \"id\" | data holds no question that has an answer"
      })
  void anotherFormIsRefusedWithItsPlace(String part, String other, String message)
      throws IOException {
    String question = QUESTION.replace(part, other);
    assertRefused(file("😀 Mira came.", question), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1] | the whole must be an object",
        "{} | data is missing",
        "null | the whole must be an object",
        "' ' | the whole must be an object",
        "{\"data\": 1} | data must be an array",
        "{\"data\": [{}]} | data[0].title is missing",
        "{\"data\": [}} | is no valid JSON: Expected value at line 1",
        "{'data': []} | is no valid JSON",
        "{\"data\": []} {} | is no valid JSON",
      })
  void whatIsNoSquadIsRefused(String text, String message) throws IOException {
    assertRefused(text, message);
  }

  @Test
  void twoQuestionsOfOneIdAreRefused() throws IOException {
    assertRefused(
        file("😀 Mira came.", QUESTION + "," + QUESTION),
        "qas[1].id is \"q1\", which another question has already");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertRefused("", "is empty");
  }

  private void assertRefused(String text, String message) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> Squad.read(file))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  private Squad read(String text) throws IOException {
    Files.writeString(file, text);
    return Squad.read(file);
  }

  private static String file(String context, String questions) {
    return """
        {"version": "1.1", "data": [{"title": "Boats", "paragraphs": [
          {"context": "%s", "qas": [%s]}]}]}"""
        .formatted(context, questions);
  }

  @Test
  void theFirstQuestionsKeepTheirParagraphs() {
    List<Answer> answers = List.of(new Answer("a", 0));
    List<Question> two =
        List.of(new Question("1", "x?", answers), new Question("2", "y?", answers));
    Paragraph first = new Paragraph("t", "a b", two);
    Paragraph second = new Paragraph("t", "a c", List.of(new Question("3", "z?", answers)));
    Squad squad = new Squad("1.1", List.of(first, second), 0);
    assertThat(squad.first(1).examples()).isEqualTo(squad.examples().subList(0, 1));
    assertThat(squad.first(2).paragraphs()).containsExactly(first);
    assertThat(squad.first(9)).isEqualTo(squad);
  }
}
