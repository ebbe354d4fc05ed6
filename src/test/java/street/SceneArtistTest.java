package street;

import static org.assertj.core.api.Assertions.assertThat;

import drawing.Pixels;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SceneArtistTest {
  private static final int PIXELS = SceneArtist.SIZE * SceneArtist.SIZE;

  @Test
  void sameSeedDrawsTheSameStreet() {
    assertThat(packed(7)).isEqualTo(packed(7));
    assertThat(SceneArtist.draw(7).labels()).isEqualTo(SceneArtist.draw(7).labels());
  }

  @Test
  void neighbouringSeedsDrawDifferentStreets() {
    int[] one = packed(1);
    int[] two = packed(2);
    long same = 0;
    for (int i = 0; i < PIXELS; i++) {
      same += one[i] == two[i] ? 1 : 0;
    }
    assertThat(same).isLessThan(PIXELS / 10);
  }

  @Test
  void everyLabelIsSeenOften() {
    int[] seen = new int[Label.values().length];
    for (long seed = 0; seed < 50; seed++) {
      Arrays.stream(SceneArtist.draw(seed).labels()).distinct().forEach(label -> seen[label]++);
    }
    assertThat(Arrays.stream(seen).min().orElseThrow()).isGreaterThan(25);
  }

  @Test
  void roadsLieBelowSkies() {
    for (long seed = 0; seed < 20; seed++) {
      int[] labels = SceneArtist.draw(seed).labels();
      assertThat(middle(labels, Label.SKY)).isLessThan(middle(labels, Label.ROAD));
    }
  }

  @Test
  void mapsAreShownInTheColoursOfTheLabels() {
    Drawing drawing = SceneArtist.draw(3);
    int[] labels = drawing.labels();
    int[] colours = Pixels.packed(drawing.colouredMap());
    for (int i = 0; i < PIXELS; i++) {
      assertThat(colours[i]).isEqualTo(Label.values()[labels[i]].colour);
    }
  }

  /** The mean row of a label; 0 where there is none. */
  private static double middle(int[] labels, Label label) {
    double rows = 0;
    int count = 0;
    for (int i = 0; i < PIXELS; i++) {
      if (labels[i] == label.ordinal()) {
        rows += i / SceneArtist.SIZE;
        count++;
      }
    }
    return count == 0 ? 0 : rows / count;
  }

  private static int[] packed(long seed) {
    return Pixels.packed(SceneArtist.draw(seed).picture());
  }
}
