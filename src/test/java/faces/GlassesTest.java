package faces;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class GlassesTest {
  private static final int SIZE = Portrait.SIZE;

  private final BufferedImage mask = Glasses.THICK.mask();

  @Test
  void maskCoversAtMostSevenPercent() {
    double weights = 0;
    int soft = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        weights += weight(x, y);
        soft += weight(x, y) > 0 && weight(x, y) < 1 ? 1 : 0;
      }
    }
    assertThat(weights / (SIZE * SIZE)).isBetween(0.05, 0.07);
    assertThat(soft).isPositive();
  }

  @Test
  void maskIsAlikeOnBothSides() {
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE / 2; x++) {
        assertThat(weight(x, y))
            .as("x %d, y %d", x, y)
            .isBetween(weight(SIZE - 1 - x, y) - 0.1, weight(SIZE - 1 - x, y) + 0.1);
      }
    }
  }

  @Test
  void maskLeavesTheEyesFree() {
    for (Identity identity : Identity.values()) {
      int x = (int) Math.round(SIZE / 2.0 + identity.eyes.apart());
      assertThat(weight(x, 43)).as(identity.label).isZero();
    }
  }

  private double weight(int x, int y) {
    return mask.getRaster().getSample(x, y, 0) / 255.0;
  }
}
