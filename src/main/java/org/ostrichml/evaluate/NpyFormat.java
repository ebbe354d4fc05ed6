package org.ostrichml.evaluate;

import java.nio.file.Path;
import java.util.Optional;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.ostrichml.data.Picture;

/** Examples as arrays in NumPy's files: [height, width, channels], or the first of several. */
public record NpyFormat() implements ExampleFormat {
  @Override
  public Batch read(Path file) {
    Batch array = Npy.readFloats(file);
    int[] shape = array.shape();
    return shape.length == 3
        ? new Batch(array.values(), 1, shape[0], shape[1], shape[2])
        : array.slice(0, 1);
  }

  @Override
  public Path save(Batch example, Path folder, String name) {
    Path file = folder.resolve(name + ".npy");
    Npy.write(file, example);
    return file;
  }

  @Override
  public Optional<Picture> shown(Batch example) {
    return Optional.empty();
  }
}
