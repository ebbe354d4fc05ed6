package org.ostrichml.bench;

import java.nio.file.Path;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Npy;
import org.ostrichml.model.TargetModel;

/**
 * What a Python process reads.
 *
 * @param signature the signature of the SavedModel
 * @param bounds the range of its input
 * @param images the examples, a {@code .npy} file
 * @param labels their classes, likewise
 */
record PeerInput(String signature, Bounds bounds, Path images, Path labels) {
  /** Writes the files into a folder. */
  static PeerInput write(TargetModel model, Subject subject, Path folder) {
    int[] labels = subject.data().labels();
    float[] numbers = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      numbers[i] = labels[i];
    }
    Path images = folder.resolve("images.npy");
    Path classes = folder.resolve("labels.npy");
    Npy.write(images, subject.data().examples());
    Npy.write(classes, new Batch(numbers, labels.length));
    return new PeerInput(model.signature(), model.bounds(), images, classes);
  }
}
