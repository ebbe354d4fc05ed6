package org.ostrichml.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.evaluate.Distance;
import org.ostrichml.evaluate.Prediction;

class WordingTest {
  @ParameterizedTest
  @CsvSource({
    "0,0.00%",
    "0.00016,0.02%",
    "0.0099,0.99%",
    "0.01,1.0%",
    "0.0123,1.2%",
    "0.5,50.0%",
    "0.906,90.6%",
    "0.99,99.0%",
    "0.9912,99.12%",
    "0.99999,100.00%",
    "1,100.00%"
  })
  void percentagesHaveMoreDigitsNearTheEnds(double share, String words) {
    assertThat(Wording.percent(share)).isEqualTo(words);
  }

  @Test
  void predictionsNameTheClassAndHowSureTheModelIs() {
    List<Prediction> predictions =
        List.of(new Prediction(1, "ostrich", 0.9998f), new Prediction(2, "bus", 0.25f));

    assertThat(Wording.predictions(predictions)).isEqualTo("ostrich 99.98%, bus 25.0%");
  }

  @Test
  void distancesReadTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Wording.distance(new Distance(0.0156863, 1.25, 3, 4)))
          .isEqualTo("L-infinity 4.00 grey levels (0.01569 in input units), L2 1.250");
    } finally {
      Locale.setDefault(before);
    }
  }
}
