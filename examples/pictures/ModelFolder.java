package pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    List<String> list = new ArrayList<>();
    for (Subject subject : Subject.values()) {
      int count = subject == Subject.SCHOOL_BUS ? 4 : 2;
      for (int i = 0; i < count; i++) {
        String name = subject.label.replaceAll("\\W", "_") + "_" + (i + 1) + ".png";
        Path file = samples.resolve(name);
        ImageIO.write(PictureArtist.draw(subject, SAMPLE_SEED + i), "png", file.toFile());
        list.add("samples/%s,%s".formatted(name, subject.label));
      }
    }
    Collections.sort(list);
    list.add(0, "file,label");
    Files.write(folder.resolve("samples.csv"), list);
  }
}
