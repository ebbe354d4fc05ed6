package pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import training.Course;
import training.Exam;

class PicturesModelTest {
  private static final Path FOLDER = Path.of("saved_models/pictures");

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
    Exam exam = Exam.sit(PictureArtist.SUBJECTS, model, 4_000_000_000L, 26);
    assertThat(exam.accuracy()).as(exam.table()).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void knowsItsSamples() throws IOException {
    for (Path file : samples("")) {
      float[] probabilities = ask(file);
      String label = Subject.values()[Exam.best(probabilities, 0, probabilities.length)].label;
      assertThat(file.getFileName().toString()).startsWith(label.replaceAll("\\W", "_"));
    }
  }

  @Test
  void isSureOfTheSampleSchoolBuses() throws IOException {
    List<Path> buses = samples("school_bus");
    assertThat(buses).hasSizeGreaterThanOrEqualTo(3);
    for (Path bus : buses) {
      assertThat(ask(bus)[Subject.SCHOOL_BUS.ordinal()])
          .as(bus.toString())
          .isGreaterThanOrEqualTo(0.95f);
    }
  }

  @Test
  void answersWithProbabilities() throws IOException {
    for (Path file : samples("")) {
      double sum = 0;
      for (float probability : ask(file)) {
        assertThat(probability).isBetween(0f, 1f);
        sum += probability;
      }
      assertThat(sum).isBetween(1 - 1e-5, 1 + 1e-5);
    }
  }

  @Test
  void labelsAreTheSubjectsInOrder() throws IOException {
    assertThat(Files.readAllLines(FOLDER.resolve("labels.txt")))
        .isEqualTo(Arrays.stream(Subject.values()).map(subject -> subject.label).toList());
  }

  @Test
  void onOneThreadTheWeightsAreTheSameEachTime(@TempDir Path folder) throws IOException {
    for (String name : List.of("first", "again")) {
      Course.train(PictureArtist.SUBJECTS, 3, 1, folder.resolve(name).toString());
    }
    assertThat(folder.resolve("again.data-00000-of-00001"))
        .hasSameBinaryContentAs(folder.resolve("first.data-00000-of-00001"));
  }

  private static float[] ask(Path file) throws IOException {
    return Exam.ask(model, List.of(ImageIO.read(file.toFile())));
  }

  private static List<Path> samples(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("samples"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    }
  }
}
