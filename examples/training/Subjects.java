package training;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * What a network learns to tell apart.
 *
 * @param labels the names, in the order of the classes
 * @param size pixels of each picture from side to side, and from top to bottom
 */
public record Subjects(List<String> labels, int size, Painter painter) {
  /** Draws pictures. */
  @FunctionalInterface
  public interface Painter {
    /** A picture of the subject with that index; the same seed gives the same picture. */
    BufferedImage draw(int subject, long seed);
  }

  /** How many there are. */
  int count() {
    return labels.size();
  }

  /** How many values a picture has. */
  int values() {
    return size * size * 3;
  }
}
