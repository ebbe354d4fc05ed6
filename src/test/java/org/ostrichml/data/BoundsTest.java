package org.ostrichml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;

class BoundsTest {
  @Property
  void everyPixelComesBackFromItsValue(
      @ForAll @FloatRange(min = -1000, max = 1000) float lower,
      @ForAll @FloatRange(min = 0.1f, max = 1000) float range) {
    Bounds bounds = new Bounds(lower, lower + range);
    for (int pixel = 0; pixel <= 255; pixel++) {
      assertThat(bounds.pixel(bounds.value(pixel))).isEqualTo(pixel);
    }
    assertThat(bounds.value(0)).isEqualTo(lower);
    assertThat(bounds.value(255)).isEqualTo(lower + range);
  }

  @Test
  void greyLevelsAreTheirOwnValues() {
    Bounds bounds = Bounds.parse("0, 255");
    for (int pixel = 0; pixel <= 255; pixel++) {
      assertThat(bounds.value(pixel)).isEqualTo(pixel);
    }
  }

  @Test
  void valuesOutsideTheRangeAreClipped() {
    assertThat(Bounds.UNIT.pixel(-3)).isZero();
    assertThat(Bounds.UNIT.pixel(1.01f)).isEqualTo(255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1,0", "0,0", "0,1,2", "a,b", "0,Infinity", "NaN,1"})
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> Bounds.parse(text))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("LOWER,UPPER");
  }
}
