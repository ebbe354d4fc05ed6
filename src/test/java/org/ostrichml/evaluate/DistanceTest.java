package org.ostrichml.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostrichml.attack.Norm;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;

class DistanceTest {
  private static final double EXACT = 1e-9;

  @Test
  void measuresTheLargestChangeAndItsLength() {
    Distance distance = Distance.between(batch(0, 1, 2, 3), batch(3, 1, -2, 3), new Bounds(-2, 3));

    assertThat(distance.linf()).isEqualTo(4);
    assertThat(distance.l2()).isCloseTo(5, within(EXACT)); // 3, 4, 5
    assertThat(distance.l1()).isCloseTo(7, within(EXACT));
    assertThat(distance.greyLevels()).isCloseTo(4 * 255 / 5d, within(EXACT));
  }

  @Test
  void isZeroWhereNothingMoved() {
    assertThat(Distance.between(batch(1, 2), batch(1, 2), Bounds.UNIT))
        .isEqualTo(new Distance(0, 0, 0, 0));
  }

  @Test
  void aGreyLevelIsOneOf255OfTheBounds() {
    Distance distance = Distance.between(batch(-1), batch(1), new Bounds(-1, 1));

    assertThat(distance.greyLevels()).isCloseTo(255, within(EXACT));
  }

  @Test
  void meanAndMedianAreOfEachMeasure() {
    List<Distance> three =
        List.of(new Distance(3, 1, 9, 6), new Distance(1, 2, 0, 2), new Distance(2, 6, 3, 1));

    assertThat(Distance.mean(three)).isEqualTo(new Distance(2, 3, 4, 3));
    assertThat(Distance.median(three)).isEqualTo(new Distance(2, 2, 3, 2));
    assertThat(Distance.median(three.subList(0, 2))).isEqualTo(new Distance(2, 1.5, 4.5, 4));
    assertThat(Distance.mean(List.of())).isNull();
    assertThat(three.get(0).in(Norm.LINF)).isEqualTo(3);
    assertThat(three.get(0).in(Norm.L2)).isEqualTo(1);
    assertThat(three.get(0).in(Norm.L1)).isEqualTo(9);
  }

  private static Batch batch(float... values) {
    return new Batch(values, 1, values.length);
  }
}
