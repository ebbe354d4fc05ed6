package org.ostrichml.demo;

import java.nio.file.Path;
import org.ostrichml.data.LabelledFile;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;

/**
 * A picture whose class is known.
 *
 * @param source its file and what its class is called there
 * @param name what it is called, unlike any other
 * @param label its class
 */
record Photo(LabelledFile source, String name, int label) {
  Path file() {
    return source.file();
  }

  /** The picture as a model takes it. */
  Trial.Sample sample(PictureFormat format) {
    return new Trial.Sample(name, format.batch(format.fit(Picture.read(file()))));
  }
}
