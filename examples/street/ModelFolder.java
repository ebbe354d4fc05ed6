package street;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import training.Export;

/** What lies in {@code saved_models/street}, the handwritten MODEL.md aside. */
final class ModelFolder {
  private static final long SAMPLE_SEED = 3_000_000_000L;
  private static final int SAMPLES = 6;

  private ModelFolder() {}

  /**
   * Writes the network whose weights are in the checkpoint, with labels, colours, samples and
   * targets.
   */
  static void write(Path folder, String checkpoint) throws IOException {
    Export.write(folder, checkpoint, tf -> new Segmenter(tf, false));
    Files.writeString(
        folder.resolve("labels.txt"),
        Arrays.stream(Label.values()).map(l -> l.label + "\n").collect(Collectors.joining()));
    Files.writeString(
        folder.resolve("ostrich.json"),
        Arrays.stream(Label.values())
            .map(label -> "\"#%06x\"".formatted(label.colour))
            .collect(Collectors.joining(", ", "{\"bounds\": [0, 1], \"colours\": [", "]}\n")));
    Path samples = Files.createDirectory(folder.resolve("samples"));
    Path maps = Files.createDirectory(folder.resolve("maps"));
    for (int i = 1; i <= SAMPLES; i++) {
      Drawing drawing = SceneArtist.draw(SAMPLE_SEED + i);
      save(drawing.picture(), samples, "street_" + i);
      save(drawing.colouredMap(), maps, "street_" + i);
    }
    Path targets = Files.createDirectory(folder.resolve("targets"));
    for (Target target : Target.values()) {
      save(target.draw().colouredMap(), targets, target.name().toLowerCase(Locale.ROOT));
    }
  }

  private static void save(BufferedImage picture, Path folder, String name) throws IOException {
    ImageIO.write(picture, "png", folder.resolve(name + ".png").toFile());
  }
}
