package pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import training.Course;

/** What lies in {@code saved_models/pictures}, the handwritten MODEL.md aside. */
final class ModelFolder {
  /** The sample pictures' first seed. */
  private static final long SAMPLE_SEED = 3_000_000_002L;

  private ModelFolder() {}

  /** Writes the network whose weights are in the checkpoint, with labels and sample pictures. */
  static void write(Path folder, String checkpoint) throws IOException {
    Course.write(PictureArtist.SUBJECTS, folder, checkpoint);
    Path samples = Files.createDirectory(folder.resolve("samples"));
    for (Subject subject : Subject.values()) {
      int count = subject == Subject.SCHOOL_BUS ? 4 : 2;
      for (int i = 0; i < count; i++) {
        Path file = samples.resolve(subject.label.replaceAll("\\W", "_") + "_" + (i + 1) + ".png");
        ImageIO.write(PictureArtist.draw(subject, SAMPLE_SEED + i), "png", file.toFile());
      }
    }
  }
}
