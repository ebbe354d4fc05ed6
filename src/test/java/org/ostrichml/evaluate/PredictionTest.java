package org.ostrichml.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

class PredictionTest {
  @TempDir Path folder;
  private TargetModel model;

  @BeforeEach
  void load() throws IOException {
    model = TinyModel.load(folder, 4, -1, 2, 2);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void theMostProbableComeFirst() {
    List<Prediction> top = top(4, 0, 3, 1, 2).get(0);

    assertThat(top).extracting(Prediction::index).containsExactly(1, 3, 2, 0);
    assertThat(top).extracting(Prediction::label).startsWith("class 1", "class 3");
    double sum = 1 + Math.exp(1) + Math.exp(2) + Math.exp(3);
    for (int i = 0; i < 4; i++) {
      assertThat((double) top.get(i).probability()).isCloseTo(Math.exp(3 - i) / sum, within(1e-6));
    }
  }

  @Test
  void ofTwoEqualOnesTheLowerIndexComesFirst() {
    assertThat(top(4, 1, 2, 2, 1).get(0)).extracting(Prediction::index).containsExactly(1, 2, 0, 3);
  }

  @Test
  void noMoreAreListedThanAskedForOrThanThereAre() {
    assertThat(top(2, 0, 1, 2, 3).get(0)).hasSize(2);
    assertThat(top(9, 0, 1, 2, 3).get(0)).hasSize(4);
  }

  @Test
  void eachExampleIsJudgedByItself() {
    List<List<Prediction>> both = top(1, 9, 0, 0, 0, 0, 0, 9, 0);

    assertThat(both).hasSize(2);
    assertThat(both.get(0).get(0).index()).isZero();
    assertThat(both.get(1).get(0).index()).isEqualTo(2);
  }

  private List<List<Prediction>> top(int count, float... values) {
    return Prediction.top(model, new Batch(values, values.length / 4, 2, 2), count);
  }
}
