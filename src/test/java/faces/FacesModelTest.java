package faces;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ostrichml.model.OutputKind;
import org.ostrichml.model.TargetModel;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import training.Exam;

class FacesModelTest {
  private static final Path FOLDER = Path.of("saved_models/faces");

  private static SavedModelBundle bundle;
  private static SessionFunction model;

  @BeforeAll
  static void load() {
    bundle = SavedModelBundle.load(FOLDER.toString());
    model = bundle.function("serving_default");
  }

  @AfterAll
  static void close() {
    bundle.close();
  }

  @Test
  void knowsFreshDrawings() {
    Exam exam = Exam.sit(Portrait.SUBJECTS, model, 4_000_000_000L, 26);
    assertThat(exam.accuracy()).as(exam.table()).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void knowsItsSamples() throws IOException {
    List<String> list = Files.readAllLines(FOLDER.resolve("samples.csv"));
    assertThat(list).hasSize(1 + 4 * Identity.values().length);
    try (Stream<Path> files = Files.list(FOLDER.resolve("samples"))) {
      for (Path file : files.toList()) {
        float[] probabilities = Exam.ask(model, List.of(ImageIO.read(file.toFile())));
        int best = Exam.best(probabilities, 0, probabilities.length);
        String label = Identity.values()[best].label;
        assertThat(list).contains("samples/" + file.getFileName() + "," + label);
      }
    }
  }

  @Test
  void ostrichFindsItsLogitsAndLabels() {
    try (TargetModel target = TargetModel.load(FOLDER)) {
      assertThat(target.outputKind()).isEqualTo(OutputKind.SOFTMAX);
      assertThat(target.outputShape()).containsExactly(-1, Identity.values().length);
      assertThat(target.boundsKnown()).isTrue();
      for (Identity identity : Identity.values()) {
        assertThat(target.label(identity.label)).isEqualTo(identity.ordinal());
      }
    }
  }

  @Test
  void maskIsThatOfTheThickGlasses() throws IOException {
    BufferedImage mask = ImageIO.read(FOLDER.resolve("glasses.png").toFile());
    assertThat(mask.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
    assertThat(samples(mask)).isEqualTo(samples(Glasses.THICK.mask()));
  }

  private static int[] samples(BufferedImage mask) {
    return mask.getRaster().getSamples(0, 0, mask.getWidth(), mask.getHeight(), 0, (int[]) null);
  }
}
