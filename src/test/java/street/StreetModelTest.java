package street;

import static org.assertj.core.api.Assertions.assertThat;

import drawing.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.model.OutputKind;
import org.ostrichml.model.TargetModel;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;

class StreetModelTest {
  private static final Path FOLDER = Path.of("saved_models/street");

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
  void mapsFreshStreets() {
    Exam exam = Exam.sit(model, 4_000_000_000L, 60);
    assertThat(exam.meanIou()).as(exam.table()).isGreaterThanOrEqualTo(0.85);
  }

  @Test
  void mapsItsSamples() throws IOException {
    long right = 0;
    int pixels = 0;
    for (int sample = 1; sample <= 6; sample++) {
      float[] probabilities =
          training.Exam.ask(model, List.of(read("samples/street_" + sample + ".png")));
      int[] colours = Pixels.packed(read("maps/street_" + sample + ".png"));
      right +=
          IntStream.range(0, colours.length)
              .filter(
                  i ->
                      Label.values()[Lesson.best(probabilities, i * Label.values().length)].colour
                          == colours[i])
              .count();
      pixels += colours.length;
    }
    assertThat((double) right / pixels).isGreaterThan(0.9);
  }

  @Test
  void ostrichFindsItsLogitsLabelsAndColours() {
    try (TargetModel target = TargetModel.load(FOLDER)) {
      assertThat(target.outputKind()).isEqualTo(OutputKind.SOFTMAX);
      assertThat(target.outputShape()).containsExactly(-1, 96, 96, Label.values().length);
      assertThat(target.boundsKnown()).isTrue();
      for (Label label : Label.values()) {
        assertThat(target.label(label.label)).isEqualTo(label.ordinal());
        assertThat(target.colours().get(label.ordinal())).isEqualTo(label.colour);
      }
    }
  }

  @Test
  void targetsAreMapsInTheColoursOfTheLabels() throws IOException {
    List<Integer> colours = Arrays.stream(Label.values()).map(label -> label.colour).toList();
    try (Stream<Path> files = Files.list(FOLDER.resolve("targets"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("creature.png", "ostrich.png");
    }
    for (Target target : Target.values()) {
      int[] drawn = Pixels.packed(target.draw().colouredMap());
      assertThat(colours).containsAll(Arrays.stream(drawn).boxed().toList());
      assertThat(Pixels.packed(read("targets/" + target.name().toLowerCase(Locale.ROOT) + ".png")))
          .isEqualTo(drawn);
    }
  }

  @Test
  void onOneThreadTheWeightsAreTheSameEachTime(@TempDir Path folder) {
    for (String name : List.of("first", "again")) {
      Course.train(3, 1, folder.resolve(name).toString());
    }
    assertThat(folder.resolve("again.data-00000-of-00001"))
        .hasSameBinaryContentAs(folder.resolve("first.data-00000-of-00001"));
  }

  private static BufferedImage read(String file) throws IOException {
    return ImageIO.read(FOLDER.resolve(file).toFile());
  }
}
