package drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class BrushTest {
  private final BufferedImage picture = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
  private final BufferedImage map = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
  private final Brush brush = Brush.on(picture, 1).mapping(map);

  @Test
  void theMapShowsWhatCoversInTheColourOfItsMark() {
    brush.marking(3).box(Color.RED, 0, 0, 2, 1, 0);
    brush.marking(5).box(Brush.clear(Color.GREEN, 0.3), 1, 0, 2, 1, 0);
    brush.marking(7).box(Brush.clear(Color.BLUE, 0.8), 3, 0, 1, 1, 0);
    assertThat(Pixels.packed(map)).containsExactly(3, 3, 0, 7);
  }

  @Test
  void theMapHasNoSoftEdges() {
    brush.marking(3).box(Color.RED, 0.4, 0, 2, 1, 0);
    assertThat(Pixels.packed(map)).containsExactly(3, 3, 0, 0);
    assertThat(Pixels.packed(picture)[2]).isBetween(0x010000, 0xFE0000);
  }

  @Test
  void theMapMovesWithThePicture() {
    Brush moved = brush.marking(3).within(new Rectangle2D.Double(0, 0, 3, 1)).at(1, 0, 2, 1, 0);
    moved.box(Color.RED, 0, 0, 4, 1, 0);
    assertThat(Pixels.packed(map)).containsExactly(0, 3, 3, 0);
    assertThat(Pixels.packed(picture)).containsExactly(0, 0xFF0000, 0xFF0000, 0);
  }
}
