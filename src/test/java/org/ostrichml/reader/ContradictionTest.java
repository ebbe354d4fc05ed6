package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContradictionTest {
  private static final Example EXAMPLE =
      new Example(
          "1",
          "Harbours",
          "In 1890, captain Rasan Kuld built a lighthouse in Belmora. Later Jorn Tyst lived there.",
          "What did captain Rasan Kuld build in Belmora in 1890?",
          List.of("a lighthouse", "lighthouse"));

  @Test
  void anotherPersonMakesAnotherFact() {
    assertThat(check("Captain Vidar Holt built a ferry in Belmora in 1890."))
        .isEqualTo(
            new Contradiction(
                false,
                "speaks of Vidar Holt, not of Rasan Kuld; the paragraph does not mention Vidar"
                    + " Holt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Captain Rasan Kuld built a ferry in Belmora in 1890. | speaks of Rasan Kuld",
        "Captain Rasan Kuld built a ferry in Tarvik in 1895. | speaks of Rasan Kuld",
        "Captain Vidar Kuld built a ferry in Tarvik in 1895. | speaks of Rasan Kuld",
        "Captain Vidar Holt built a lighthouse in Tarvik. | holds the true answer, a lighthouse",
        "Captain Jorn Tyst built a ferry in Tarvik in 1895. | speaks of Jorn Tyst, as the paragraph",
        "He built a ferry in Belmora in 1890. | names too little in the place of Rasan Kuld",
        "Captain Vidar Holt built a ferry in Belmora. | names too little in the place of 1890",
        "Captain Vidar Holt built a ferry in Tarvik in 1895 | full stop",
        "captain Vidar Holt built a ferry in Tarvik in 1895. | full stop",
        "'' | full stop"
      })
  void whatMayContradictIsFound(String sentence, String reason) {
    Contradiction contradiction = check(sentence);
    assertThat(contradiction.found()).isTrue();
    assertThat(contradiction.reason()).contains(reason);
  }

  @Test
  void aPlaceMakesAnotherFactWhereNobodyIsNamed() {
    Example example =
        new Example(
            "1", "t", "A mill stood in Belmora.", "What stood in Belmora?", List.of("mill"));
    assertThat(Contradiction.check(example, "A ferry stood in Tarvik."))
        .isEqualTo(
            new Contradiction(
                false, "speaks of Tarvik, not of Belmora; the paragraph does not mention Tarvik"));
    assertThat(Contradiction.check(example, "A ferry stood in Belmora.").found()).isTrue();
  }

  @Test
  void anOppositeMakesAnotherFactWhereNothingIsNamed() {
    Example example =
        new Example(
            "1", "t", "The old mill burned.", "What did the old mill do?", List.of("burned"));
    assertThat(Contradiction.check(example, "The new mill sank.").found()).isFalse();
    assertThat(Contradiction.check(example, "The mill sank.").found()).isTrue();
  }

  @Test
  void aQuestionThatNamesNothingCanAlwaysBeContradicted() {
    Example example = new Example("1", "t", "It burned.", "What did it do?", List.of("burned"));
    assertThat(Contradiction.check(example, "Mira Holt sank.").reason()).contains("names nothing");
  }

  private static Contradiction check(String sentence) {
    return Contradiction.check(EXAMPLE, sentence);
  }
}
