package org.ostrichml.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ostrichml.OstrichException;
import org.ostrichml.objective.Goal;

class ClassMapTest {
  private static final int ANY = Goal.ANY;
  private static final ClassMap BEFORE = map(0, 0, 1, 1, 0, 2, 2, 1, 0, 2, 2, 1);

  private static ClassMap map(int... classes) {
    return new ClassMap(3, 4, classes);
  }

  /** Class 0: 3 in both, 4 in one of them; 1: 3 of 5; 2: 3 of 5; 3 is in neither. */
  @Test
  void meanIouIsOfTheClassesThatAreThere() {
    ClassMap other = map(0, 1, 1, 1, 0, 2, 2, 2, 0, 2, 1, 1);
    double expected = (3 / 4.0 + 3 / 6.0 + 3 / 5.0) / 3;
    assertThat(other.meanIou(BEFORE)).isCloseTo(expected, within(1e-12));
    assertThat(BEFORE.meanIou(BEFORE)).isEqualTo(1);
    ClassMap some = map(ANY, 0, 1, 1, 0, 2, 2, ANY, 0, 2, ANY, 1);
    assertThat(some.over(map(2, 0, 0, 0, 0, 0, 0, 2, 0, 0, 2, 0)).meanIou(some)).isEqualTo(1);
  }

  @Test
  void aHiddenClassIsFilledFromTheNearest() {
    assertThat(BEFORE.without(2).classes()).containsExactly(0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1);
    assertThat(BEFORE.without(7).classes()).containsExactly(BEFORE.classes());
    assertThatThrownBy(() -> new ClassMap(1, 2, new int[] {4, 4}).without(4))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("nothing but the class");
  }

  @Test
  void hidingWantsItsPixelsElsewhereAndTheOthersAsTheyAre() {
    MapObjective.Wanted wanted = new MapObjective.Hide(2, "bus").of(BEFORE, 0.99f).orElseThrow();
    assertThat(wanted.changing()).containsExactly(5, 6, 9, 10);
    assertThat(wanted.staying()).containsExactly(0, 1, 2, 3, 4, 7, 8, 11);
    assertThat(wanted.goal().targeted()).isTrue();
    assertThat(wanted.goal().labels()).containsExactly(BEFORE.without(2).classes());
    ClassMap found =
        map(0, 0, 1, 1, 0, 1, 2, 1, 0, 0, 3, 0); // Gone is gone, whatever is there now.
    assertThat(wanted.reached(found)).isEqualTo(0.75);
    assertThat(BEFORE.agreement(found, wanted.staying())).isEqualTo(7 / 8.0);
    assertThat(new MapObjective.Hide(5, "bus").of(BEFORE, 0.99f)).isEqualTo(Optional.empty());
  }

  @Test
  void aDrawingStaysAsItIsWhereItIsWhite() {
    ClassMap drawing = map(ANY, ANY, 3, 3, ANY, ANY, 3, ANY, ANY, ANY, ANY, ANY);
    MapObjective.Wanted wanted =
        new MapObjective.Draw(drawing, "a.png").of(BEFORE, 0.9f).orElseThrow();
    assertThat(wanted.changing()).containsExactly(2, 3, 6);
    assertThat(wanted.goal().labels()).containsExactly(0, 0, 3, 3, 0, 2, 3, 1, 0, 2, 2, 1);
    assertThat(wanted.reached(BEFORE)).isZero();
    assertThatThrownBy(() -> new MapObjective.Draw(new ClassMap(1, 1, new int[] {ANY}), "w.png"))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("w.png is white all over");
    ClassMap small = new ClassMap(1, 1, new int[] {3});
    assertThatThrownBy(() -> new MapObjective.Draw(small, "s.png").of(BEFORE, 1))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("s.png has 1x1 pixels, but the model's map has 4x3");
  }

  @Test
  void untargetedWantsAnotherClassAtEveryPixel() {
    MapObjective.Wanted wanted = new MapObjective.Untargeted().of(BEFORE, 0.95f).orElseThrow();
    assertThat(wanted.goal().sign()).isEqualTo(1);
    assertThat(wanted.reached(BEFORE)).isZero();
    assertThat(wanted.reached(map(1, 1, 0, 0, 0, 2, 2, 1, 0, 2, 2, 1))).isEqualTo(4 / 12.0);
    assertThat(wanted.staying()).isEmpty();
  }
}
