package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ScoresTest {
  @Test
  void capitalsPunctuationArticlesAndSpaceDoNotCount() {
    assertThat(Scores.exactMatch(" an  Old, ship! ", List.of("The old ship"))).isOne();
    assertThat(Scores.f1("old the ship.", List.of("A ship (old)"))).isOne();
    assertThat(Scores.exactMatch("theatre", List.of("atre"))).isZero();
  }

  @Test
  void f1IsTheHarmonicMeanOfPrecisionAndRecall() {
    // 2 of 4 given words are right, 2 of 3 wanted ones are given.
    assertThat(Scores.f1("old ship from Belmora", List.of("ship from Tarvik")))
        .isCloseTo(2 * (2 / 4.0) * (2 / 3.0) / (2 / 4.0 + 2 / 3.0), within(1e-12));
  }

  @Test
  void aWordCountsAsOftenAsBothHaveIt() {
    assertThat(Scores.f1("no no no", List.of("no no"))).isCloseTo(4 / 5.0, within(1e-12));
  }

  @Test
  void theNearestAnswerCounts() {
    assertThat(Scores.f1("Mira Holt", List.of("Holt", "Mira Holt", "he"))).isOne();
    assertThat(Scores.exactMatch("Mira Holt", List.of("Holt", "Mira Holt"))).isOne();
  }

  @Test
  void noWordInCommonIsZero() {
    assertThat(Scores.f1("", List.of("Holt"))).isZero();
    assertThat(Scores.f1("Mira", List.of("Holt"))).isZero();
  }

  @Test
  void meansAreInPercent() {
    Example example = new Example("1", "t", "Mira Holt came.", "Who came?", List.of("Mira Holt"));
    assertThat(Scores.of(List.of(example, example), List.of("Holt", "mira holt")))
        .isEqualTo(new Scores(100 * (2 / 3.0 + 1) / 2, 50));
  }

  @Property
  void anExactMatchOfSomeWordsHasTheWholeF1(@ForAll String answer) {
    if (!Scores.words(answer).isEmpty()) {
      assertThat(Scores.f1(answer, List.of(answer))).isOne();
    }
    assertThat(Scores.exactMatch(answer, List.of(answer))).isOne();
  }
}
