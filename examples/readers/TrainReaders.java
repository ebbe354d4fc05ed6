package readers;

import java.io.IOException;
import java.nio.file.Path;
import org.ostrichml.reader.Vocabulary;
import org.tensorflow.ndarray.Shape;
import training.Arguments;
import training.Folders;
import training.Lessons;
import training.Training;

/**
 * Trains the readers and writes them to {@code saved_models/reader} and {@code
 * saved_models/reader-hardened}, or to folders of these names in that of the first argument; a
 * second argument is the name of the only one to train, a third how many steps to make.
 */
final class TrainReaders {
  private static final int STEPS = 2400;
  private static final int BATCH = 32;
  private static final double RATE = 3e-3;
  private static final double HARDENING = 0.5;
  private static final long WEIGHT_SEED = 3;

  private TrainReaders() {}

  public static void main(String[] arguments) throws IOException {
    Arguments asked = Arguments.of(arguments);
    Path target = asked.folder("saved_models");
    int steps = asked.number(2, STEPS);
    if (asked.wants("reader")) {
      train(target.resolve("reader"), steps, 0);
    }
    if (asked.wants("reader-hardened")) {
      train(target.resolve("reader-hardened"), steps, HARDENING);
    }
  }

  private static void train(Path place, int steps, double hardening) throws IOException {
    Folders.replace(
        place,
        (model, checkpoint) -> {
          Vocabulary words = Vocabulary.read(ModelFolder.vocabulary(model));
          try (Training training = new Training(tf -> new Network(tf, true), WEIGHT_SEED, 1)) {
            Lessons.teach(
                training,
                Shape.of(BATCH, Network.LENGTH),
                steps,
                RATE,
                step -> Lesson.write(words, (long) step * BATCH, BATCH, hardening));
            training.save(checkpoint);
          }
          ModelFolder.write(model, checkpoint);
        },
        ReaderExam::hold);
  }
}
