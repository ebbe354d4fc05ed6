package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Who built the Belmora Bridge in 1890? | Mira Holt built the Belmora Bridge in 1890.",
        "Who was born in Belmora? | Mira Holt was born in Belmora.",
        "Who was the mayor of Belmora? | Mira Holt was the mayor of Belmora.",
        "Who was the mayor of Belmora? | The mayor of Belmora was Mira Holt.",
        "Whom did the king marry in Belmora? | The king married Mira Holt in Belmora.",
        "Who did Rasan sign the treaty with? | Rasan signed the treaty with Mira Holt.",
        "Whose harp did people hear? | People heard Mira Holt's harp.",
        "To whom did the medal go? | The medal went to Mira Holt.",
        "In whose yard was the ship built? | The ship was built in Mira Holt's yard.",
        "By whom was the comet first seen? | The comet was first seen by Mira Holt.",
        "After the war, who led Belmora? | After the war, Mira Holt led Belmora.",
        "Which painter lives in Belmora? | Mira Holt lives in Belmora.",
        "Which painter lives in Belmora? | The painter Mira Holt lives in Belmora."
      })
  void personsTakeTheirPlace(String question, String statement) {
    assertThat(sentences(question, new WrongAnswer("Mira Holt", "", "", ""))).contains(statement);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Where was Mira born? | Mira was born in Tarvik.",
        "Where was Mira born? | In Tarvik, Mira was born.",
        "Where did the last ship leave for in May? | The last ship left for Tarvik in May.",
        "Where is the tower? | The tower is in Tarvik.",
        "Where has Mira lived since 1990? | Mira has lived since 1990 in Tarvik.",
        "In which town did Mira die? | Mira died in Tarvik.",
        "Which town did Mira come from? | Mira came from Tarvik.",
        "Which town lost its mill? | The town of Tarvik lost its mill.",
        "On which river does Mosk lie? | Mosk lies on the river Tarvik.",
        "What's the capital of Mosk? | The capital of Mosk is Tarvik.",
        "What did the Normans first conquer? | The Normans first conquered Tarvik.",
        "What was the old harbour called? | The old harbour was called Tarvik."
      })
  void placesTakeTheirPreposition(String question, String statement) {
    assertThat(sentences(question, new WrongAnswer("Tarvik", "", "", ""))).contains(statement);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "When was the tower built? | 1890 | The tower was built in 1890.",
        "When was the tower built? | 5 May 1890 | On 5 May 1890, the tower was built.",
        "When will the fair open? | Monday | The fair will open on Monday.",
        "When was the fire in the tower? | 1890 | The fire in the tower was in 1890.",
        "What year did Mira die? | 1890 | Mira died in 1890.",
        "In what year does it end? | 1890 | It ends in 1890.",
        "How many boats did Mira have? | 40 | Mira had 40 boats.",
        "How many boats sank near Mosk? | 40 | 40 boats sank near Mosk.",
        "How many mills are there in Mosk? | 40 | There are 40 mills in Mosk.",
        "For how many crowns did Mira sell it? | 40 | Mira sold it for 40 crowns.",
        "How much gold did Mira find? | 40 pounds | Mira found 40 pounds of gold.",
        "How much did the tower cost? | $40 | The tower cost $40.",
        "How old was Mira in 1890? | 40 | Mira was 40 years old in 1890.",
        "How long did the siege last? | 40 days | The siege lasted for 40 days."
      })
  void numbersAndDatesTakeTheirUnits(String question, String answer, String statement) {
    assertThat(sentences(question, new WrongAnswer(answer, "", "", ""))).contains(statement);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Why did Mira leave? | the frost | '' | Mira left because of the frost.",
        "What did Mira work as in Mosk? | actor | a | Mira worked as an actor in Mosk.",
        "How did Mira die? | a fever | '' | Mira died from a fever.",
        "What animal was Mira? | goat | a | Mira was a goat.",
        "What caused the fire? | lamp | a | A lamp caused the fire.",
        "What can force plants to grow? | rain | '' | Rain can force plants to grow."
      })
  void thingsTakeTheirArticle(String question, String answer, String article, String statement) {
    assertThat(sentences(question, new WrongAnswer(answer, article, "from", "")))
        .contains(statement);
  }

  @Test
  void theUnitOfAMeasureIsThatOfTheParagraph() {
    WrongAnswer answer = new WrongAnswer("40", "", "", "feet");
    assertThat(sentences("How high is the tower?", answer))
        .containsExactly("The tower is 40 feet high.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Name the king of Mosk.",
        "Did Mira leave?",
        "The tower was built in which year?",
        "Why did Mira not leave?",
        "?",
        "Who"
      })
  void aFormWithoutRuleGivesNoStatementButASentence(String question) {
    WrongAnswer answer = new WrongAnswer("Tarvik", "", "", "");
    assertThat(sentences(question, answer)).isEmpty();
    assertThat(Statements.anyway(question, answer)).startsWith("the answer to \"");
  }

  private static List<String> sentences(String question, WrongAnswer answer) {
    return Statements.of(question, answer).stream().map(Statements::sentence).toList();
  }
}
