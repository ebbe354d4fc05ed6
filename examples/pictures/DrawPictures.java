package pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws pictures to evaluate on, a folder for each subject: {@code FOLDER COUNT}, where COUNT is
 * how many of each. Nothing was trained on them.
 */
final class DrawPictures {
  private static final long SEED = 2_500_000_000L;

  private DrawPictures() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    for (Subject subject : Subject.values()) {
      Path own = Files.createDirectories(folder.resolve(subject.label));
      for (int i = 0; i < count; i++) {
        Path file = own.resolve("%03d.png".formatted(i));
        ImageIO.write(PictureArtist.draw(subject, SEED + i), "png", file.toFile());
      }
    }
  }
}
