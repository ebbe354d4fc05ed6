package org.ostrichml.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  /** The ends solve (p - share)^2 = z^2 p (1 - p) / n, by definition of the score interval. */
  @ParameterizedTest
  @CsvSource({"1, 10", "5, 10", "9, 10", "92, 10000", "9709, 10000", "19, 23", "1, 2"})
  void theEndsSolveTheScoreEquation(int count, int total) {
    Proportion proportion = Proportion.of(count, total);
    double z = 1.959963984540054;

    assertThat(proportion.share()).isEqualTo((double) count / total);
    assertThat(proportion.lower()).isLessThan(proportion.share());
    assertThat(proportion.upper()).isGreaterThan(proportion.share());
    for (double p : new double[] {proportion.lower(), proportion.upper()}) {
      double difference = p - proportion.share();
      assertThat(difference * difference).isCloseTo(z * z * p * (1 - p) / total, within(1e-12));
    }
  }

  @Test
  void noneAndAllHaveOneOpenEnd() {
    double square = 1.959963984540054 * 1.959963984540054;
    Proportion none = Proportion.of(0, 20);
    Proportion all = Proportion.of(20, 20);

    assertThat(none.lower()).isZero();
    assertThat(none.upper()).isCloseTo(square / (20 + square), within(1e-12));
    assertThat(all.upper()).isEqualTo(1);
    assertThat(all.lower()).isCloseTo(20 / (20 + square), within(1e-12));
  }

  @Test
  void ofNothingNothingIsKnown() {
    assertThat(Proportion.of(0, 0)).isEqualTo(new Proportion(0, 0, Double.NaN, 0, 1));
  }
}
