package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteTest {
  @Test
  void noTwoClassesShareAColour() {
    assertThat(Palette.spread(20_000)).hasSize(20_000).doesNotHaveDuplicates();
    assertThat(Palette.spread(0)).isEmpty();
  }

  @Test
  void fewColoursAreFarApart() {
    List<Integer> colours = Palette.spread(24);
    for (int one : colours) {
      for (int other : colours) {
        if (one != other) {
          assertThat(largestDifference(one, other)).as("%06x, %06x", one, other).isGreaterThan(20);
        }
      }
    }
  }

  @Test
  void whatIsWrittenIsReadBack() {
    List<Integer> colours = Palette.spread(30);
    assertThat(Palette.parse(Palette.format(colours), Path.of("ostrich.json"))).isEqualTo(colours);
  }

  private static int largestDifference(int one, int other) {
    int largest = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      largest = Math.max(largest, Math.abs((one >> shift & 255) - (other >> shift & 255)));
    }
    return largest;
  }
}
