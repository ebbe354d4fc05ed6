package drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PixelsTest {
  @Test
  void runFromZeroToOneInRedGreenBlue() {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(1, 0, 0x33FF66);
    float[] pixels = new float[2 + 2 * 3];
    Pixels.write(picture, pixels, 2);
    assertThat(pixels).containsExactly(0, 0, 0, 0, 0, 0x33 / 255f, 1, 0x66 / 255f);
    assertThat(Pixels.packed(picture)).containsExactly(0, 0x33FF66);
  }
}
