package pictures;

import static org.assertj.core.api.Assertions.assertThat;

import drawing.Pixels;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PictureArtistTest {
  @ParameterizedTest
  @EnumSource(Subject.class)
  void sameSeedDrawsTheSameBytes(Subject subject) {
    assertThat(packed(subject, 7)).isEqualTo(packed(subject, 7));
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void neighbouringSeedsDrawDifferentPictures(Subject subject) {
    int[] one = packed(subject, 1);
    int[] two = packed(subject, 2);
    long same = 0;
    for (int i = 0; i < one.length; i++) {
      same += one[i] == two[i] ? 1 : 0;
    }
    assertThat(same).isLessThan(one.length / 10);
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void everySubjectFillsTheFrame(Subject subject) {
    for (long seed = 0; seed < 5; seed++) {
      int[] pixels = packed(subject, seed);
      int last = PictureArtist.SIZE - 1;
      int corner = last * PictureArtist.SIZE;
      Set<Integer> corners =
          new HashSet<>(
              Arrays.asList(pixels[0], pixels[last], pixels[corner], pixels[corner + last]));
      assertThat(corners).hasSizeGreaterThan(1);
      assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(1000);
      assertThat(Arrays.stream(pixels).filter(pixel -> pixel == 0).count())
          .as("pixels left black")
          .isLessThan(pixels.length / 20);
    }
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void sameSeedDrawsEachSubjectItsOwnWay(Subject subject) {
    for (Subject other : Subject.values()) {
      if (other != subject) {
        assertThat(packed(subject, 3)).isNotEqualTo(packed(other, 3));
      }
    }
  }

  @Test
  void schoolBusesAreYellow() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(yellow(packed(Subject.SCHOOL_BUS, seed)))
          .as("seed %d", seed)
          .isGreaterThan(PictureArtist.SIZE * PictureArtist.SIZE / 25);
    }
  }

  private static int[] packed(Subject subject, long seed) {
    return Pixels.packed(PictureArtist.draw(subject, seed));
  }

  private static long yellow(int[] pixels) {
    return Arrays.stream(pixels)
        .filter(
            pixel -> {
              int red = pixel >> 16 & 255;
              int green = pixel >> 8 & 255;
              int blue = pixel & 255;
              return red > green && green > blue + 40 && red > blue + 80;
            })
        .count();
  }
}
