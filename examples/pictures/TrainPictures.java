package pictures;

import java.io.IOException;
import training.Arguments;
import training.Course;
import training.Exam;
import training.Folders;

/**
 * Trains the demonstration model and writes it to {@code saved_models/pictures}, or to the folder
 * named by the first argument; a second argument is the number of steps, a third how many threads
 * compute, of which one alone makes the same weights each time.
 */
final class TrainPictures {
  private static final int STEPS = 420;
  private static final long EXAM_SEED = 2_000_000_000L;

  private TrainPictures() {}

  public static void main(String[] arguments) throws IOException {
    Arguments asked = Arguments.of(arguments);
    int steps = asked.number(1, STEPS);
    int threads = asked.number(2, 0);
    Folders.replace(
        asked.folder("saved_models/pictures"),
        (model, checkpoint) -> {
          Course.train(PictureArtist.SUBJECTS, steps, threads, checkpoint);
          ModelFolder.write(model, checkpoint);
        },
        model -> Exam.hold(PictureArtist.SUBJECTS, model, EXAM_SEED, 100));
  }
}
