package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class FractionTest {
  @ParameterizedTest
  @CsvSource({"0,0", "0.25,0.25", "1e-3,0.001", "1/4,0.25", "3 / 2,1.5", "0/7,0", ".5/2,0.25"})
  void readsNumbersAndFractions(String text, float value) {
    assertThat(Fraction.parse(text).value()).isEqualTo(value);
  }

  /** Divided as doubles and rounded once; the division of two floats gives the same here. */
  @Test
  void fractionsAreTheNearestFloat() {
    for (int level = 0; level <= 255; level++) {
      assertThat(Fraction.parse(level + "/255").value()).isEqualTo(level / 255f);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "x",
        "1/",
        "/2",
        "1/0",
        "0/0",
        "1/2/3",
        "NaN",
        "Infinity",
        "4/-255"
      })
  void refusesWhatIsNoNumberOfZeroOrMore(String text) {
    assertThatThrownBy(() -> Fraction.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
