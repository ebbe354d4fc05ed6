package faces;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import training.Course;

/** What lies in {@code saved_models/faces}, the handwritten MODEL.md aside. */
final class ModelFolder {
  private static final long SAMPLE_SEED = 3_000_000_000L;
  private static final int SAMPLES = 4;

  private ModelFolder() {}

  /**
   * Writes the network whose weights are in the checkpoint, with labels, sample faces and a mask.
   */
  static void write(Path folder, String checkpoint) throws IOException {
    Course.write(Portrait.SUBJECTS, folder, checkpoint);
    save(Glasses.THICK.mask(), folder.resolve("glasses.png"));
    Path samples = Files.createDirectory(folder.resolve("samples"));
    StringBuilder list = new StringBuilder("file,label\n");
    for (Identity identity : Identity.values()) {
      for (int i = 1; i <= SAMPLES; i++) {
        String name = identity.label + "_" + i + ".png";
        save(Portrait.drawNear(identity, SAMPLE_SEED + i), samples.resolve(name));
        list.append("samples/%s,%s\n".formatted(name, identity.label));
      }
    }
    Files.writeString(folder.resolve("samples.csv"), list);
  }

  private static void save(BufferedImage picture, Path file) throws IOException {
    ImageIO.write(picture, "png", file.toFile());
  }
}
