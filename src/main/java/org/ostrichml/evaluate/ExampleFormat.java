package org.ostrichml.evaluate;

import java.nio.file.Path;
import java.util.Optional;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;

/** How examples of a model are read from files, saved, and shown to people. */
public interface ExampleFormat {
  /**
   * Reads the example of a file, a batch of one that fits the model.
   *
   * @throws org.ostrichml.OstrichException if the file cannot be read
   */
  Batch read(Path file);

  /**
   * Saves an example.
   *
   * @param name of the file, without what it ends in
   * @return the file
   * @throws org.ostrichml.OstrichException if it cannot be written
   */
  Path save(Batch example, Path folder, String name);

  /** The example as a picture; empty where it is none. */
  Optional<Picture> shown(Batch example);
}
