package org.ostrichml.view;

import java.util.Arrays;
import java.util.Locale;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;

/** The outline of a sticker that covers a given part of a picture. */
public enum Outline {
  /** A square. */
  SQUARE {
    @Override
    Batch mask(double area) {
      int side = Math.max(1, (int) Math.round(Math.sqrt(area)));
      float[] cover = new float[side * side];
      Arrays.fill(cover, 1);
      return new Batch(cover, 1, side, side, 1);
    }
  },

  /** A disc, of the pixels whose middle is in it. */
  DISC {
    @Override
    Batch mask(double area) {
      double radius = Math.sqrt(area / Math.PI);
      int side = Math.max(1, (int) Math.round(2 * radius));
      float[] cover = new float[side * side];
      for (int i = 0; i < cover.length; i++) {
        double down = i / side - (side - 1) / 2.0;
        double right = i % side - (side - 1) / 2.0;
        cover[i] = Math.hypot(down, right) <= radius ? 1 : 0;
      }
      return new Batch(cover, 1, side, side, 1);
    }
  };

  /** The mask, [1, h, w, 1], of an area in pixels. */
  abstract Batch mask(double area);

  /**
   * A mask that covers a part of a picture, [1, h, w, 1]; 1 within the outline and 0 elsewhere.
   *
   * @param share of the picture's pixels, more than 0
   * @throws OstrichException if the outline does not fit into the picture
   */
  public Batch mask(float share, int height, int width) {
    Batch mask = mask((double) share * height * width);
    if (!(share > 0) || mask.shape()[1] > Math.min(height, width)) {
      throw new OstrichException(
          "A %s of %s of the picture does not fit into %dx%d pixels: give a part between 0 and 1, as 0.05."
              .formatted(this, share, width, height));
    }
    return mask;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
