package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"7", "1,250", "3.5", "1890", "880s", "21st", "twelve", "Third", "million"})
  void numbersAreKnown(String word) {
    assertThat(Numbers.isNumber(word)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "first", "A7", "7b", "1,25", "", "-"})
  void whatIsNoNumberIsNot(String word) {
    assertThat(Numbers.isNumber(word)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "7, \\d+",
    "900, '\\d\\d0|1,\\d\\d0'",
    "'1,250', '\\d{3}|1,\\d{3}'",
    "3.5, \\d\\.\\d",
    "880s, \\d+0s",
    "21st, \\d+(st|nd|rd|th)",
    "Third, [a-z]+(nd|rd|th)",
    "twelve, [a-z]+"
  })
  void anotherNumberIsWrittenTheSameWay(String number, String form) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      assertThat(Numbers.near(number, random)).matches(form);
      assertThat(Numbers.isNumber(Numbers.near(number, random))).isTrue();
    }
  }

  @Property
  void anotherNumberIsNear(@ForAll @IntRange(min = 6, max = 999) int number, @ForAll long seed) {
    String near = Numbers.near(String.valueOf(number), new SplittableRandom(seed));
    assertThat(Integer.parseInt(near.replace(",", "")))
        .isBetween(number - number / 2 - number / 10, number + number / 2);
  }

  @Property
  void anotherYearIsWithinFortyYears(
      @ForAll @IntRange(min = 1100, max = 2000) int year, @ForAll long seed) {
    String near = Numbers.near(String.valueOf(year), new SplittableRandom(seed));
    assertThat(Integer.parseInt(near)).isBetween(year - 40, year + 40);
  }
}
