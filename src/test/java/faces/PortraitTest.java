package faces;

import static org.assertj.core.api.Assertions.assertThat;

import drawing.Brush;
import drawing.Pixels;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PortraitTest {
  private static final List<Function<Identity, Object>> TRAITS =
      List.of(
          identity -> identity.head.build(),
          identity -> identity.head.skin(),
          identity -> identity.head.ears(),
          identity -> identity.head.freckled(),
          identity -> identity.hair.style(),
          identity -> identity.hair.shade(),
          identity -> identity.eyes.apart(),
          identity -> identity.eyes.cut(),
          identity -> identity.eyes.iris(),
          identity -> identity.eyes.brow(),
          identity -> identity.eyes.arch(),
          identity -> identity.nose,
          identity -> identity.mouth.width(),
          identity -> identity.mouth.lips(),
          identity -> identity.beard);

  @ParameterizedTest
  @EnumSource(Identity.class)
  void sameSeedDrawsTheSameBytes(Identity identity) {
    assertThat(packed(identity, 7)).isEqualTo(packed(identity, 7));
  }

  @ParameterizedTest
  @EnumSource(Identity.class)
  void neighbouringSeedsDrawDifferentPictures(Identity identity) {
    int[] one = packed(identity, 1);
    int[] two = packed(identity, 2);
    long same = 0;
    for (int i = 0; i < one.length; i++) {
      same += one[i] == two[i] ? 1 : 0;
    }
    assertThat(same).isLessThan(one.length / 10);
  }

  @ParameterizedTest
  @EnumSource(Identity.class)
  void noTraitAloneTellsWhoItIs(Identity identity) {
    for (Function<Identity, Object> trait : TRAITS) {
      assertThat(Arrays.stream(Identity.values()).map(trait))
          .filteredOn(trait.apply(identity)::equals)
          .as("those who are %s", trait.apply(identity))
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Identity.class)
  void anyTwoDifferInSeveralTraits(Identity identity) {
    for (Identity other : Identity.values()) {
      long apart =
          TRAITS.stream()
              .filter(trait -> !trait.apply(identity).equals(trait.apply(other)))
              .count();
      assertThat(apart)
          .as("%s and %s", identity, other)
          .isGreaterThanOrEqualTo(other == identity ? 0 : 5);
    }
  }

  @Test
  void facesForGlassesAreNearlyInTheCanonicalPose() {
    Brush brush = Brush.on(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), 5);
    for (int i = 0; i < 100; i++) {
      Pose pose = Pose.near(brush);
      assertThat(pose.x()).isBetween(-3.0, 3.0);
      assertThat(pose.y()).isBetween(-3.0, 3.0);
      assertThat(pose.scale()).isBetween(0.95, 1.05);
      assertThat(pose.tilt()).isBetween(-5.0, 5.0);
    }
  }

  private static int[] packed(Identity identity, long seed) {
    return Pixels.packed(Portrait.draw(identity, seed));
  }
}
