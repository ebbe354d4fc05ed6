package street;

import drawing.Pixels;
import java.awt.image.BufferedImage;

/**
 * A drawn street.
 *
 * @param picture what the camera sees
 * @param map what each pixel shows: the ordinal of a {@link Label} as its colour
 */
record Drawing(BufferedImage picture, BufferedImage map) {
  /** The ordinals of the labels, row by row. */
  int[] labels() {
    return Pixels.packed(map);
  }

  /** The map in the colours of the labels. */
  BufferedImage colouredMap() {
    int size = map.getWidth();
    BufferedImage coloured = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        coloured.setRGB(x, y, Label.values()[map.getRGB(x, y) & 255].colour);
      }
    }
    return coloured;
  }
}
