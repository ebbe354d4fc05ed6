package org.ostrichml.data;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How a camera was held, by EXIF tag 0x0112: 1 is upright, 2 to 8 are flips and turns. */
final class Orientation {
  private Orientation() {}

  /** The orientation that a picture file's bytes state; 1 where it state none or nonsense. */
  static int of(byte[] file) {
    try (InputStream in = new ByteArrayInputStream(file)) {
      var exif =
          ImageMetadataReader.readMetadata(in).getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer stated = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
      return stated == null || stated < 1 || stated > 8 ? 1 : stated;
    } catch (IOException | ImageProcessingException | RuntimeException e) {
      return 1; // Damaged metadata do not make the pixels unreadable.
    }
  }

  /** The same picture the right way up. */
  static Picture upright(Picture picture, int orientation) {
    if (orientation == 1) {
      return picture;
    }
    boolean turned = orientation >= 5;
    int right = picture.width() - 1;
    int bottom = picture.height() - 1;
    int width = turned ? picture.height() : picture.width();
    int height = turned ? picture.width() : picture.height();
    int[] pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] =
            switch (orientation) {
              case 2 -> picture.rgb(right - x, y);
              case 3 -> picture.rgb(right - x, bottom - y);
              case 4 -> picture.rgb(x, bottom - y);
              case 5 -> picture.rgb(y, x);
              case 6 -> picture.rgb(y, bottom - x);
              case 7 -> picture.rgb(right - y, bottom - x);
              case 8 -> picture.rgb(right - y, x);
              default -> throw new IllegalArgumentException("Orientation " + orientation);
            };
      }
    }
    return new Picture(pixels, width, height);
  }
}
