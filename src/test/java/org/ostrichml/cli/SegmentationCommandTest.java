package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.cli.InProcess.BUS;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.ostrich;
import static org.ostrichml.cli.InProcess.with;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.Shared;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Npy;
import org.ostrichml.data.Picture;
import org.ostrichml.functional.Outcome;
import org.tensorflow.ndarray.Shape;

/**
 * Each pixel of this model's map is whichever of red, green and blue is strongest in it, so that a
 * pixel falls exactly where the gap is at most two epsilon.
 */
class SegmentationCommandTest {
  private static final int RED = 0xFF0000;
  private static final int GREEN = 0x00FF00;
  private static final int BLUE = 0x0000FF;
  private static final int WHITE = 0xFFFFFF;
  private static final int SIDE = 6;
  private static final int FAINT = 10;
  private static final int STRONG = 60;

  @TempDir Path folder;
  private Path model;
  private Path scene;

  @BeforeEach
  void draw() throws IOException {
    model =
        Fixtures.savedModel(
            folder.resolve("model"),
            Shape.of(-1, SIDE, SIDE, 3),
            (tf, x) -> tf.math.mul(x, tf.constant(50f)));
    Files.writeString(model.resolve("labels.txt"), "red\ngreen\nblue\n");
    Files.writeString(
        model.resolve("ostrich.json"),
        "{\"bounds\": [0, 1], \"colours\": [\"#ff0000\", \"#00ff00\", \"#0000ff\"]}");
    scene = folder.resolve("scene.png");
    picture(scene, (x, y) -> y < 3 ? shade(RED, FAINT) : shade(BLUE, x < 2 ? STRONG : FAINT));
  }

  @FunctionalInterface
  private interface Pixel {
    int at(int x, int y);
  }

  private static int shade(int colour, int gap) {
    return 0x646464 + (colour & 0x010101) * gap;
  }

  private static void picture(Path file, Pixel pixel) {
    float[] values = new float[3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      int rgb = pixel.at(i / 3 % SIDE, i / 3 / SIDE);
      values[i] = (rgb >> 16 - 8 * (i % 3) & 0xFF) / 255f;
    }
    Picture.of(values, SIDE, SIDE, 3, Bounds.UNIT).write(file);
  }

  private Outcome attack(Object... more) {
    return ostrich(
        with(more, "attack", "--model", model, "--image", scene, "--out", folder.resolve("out")));
  }

  private JsonObject only() throws IOException {
    String report = Files.readString(folder.resolve("out/report.json"));
    return Outcome.strictJson(report)
        .getAsJsonObject()
        .getAsJsonArray("pictures")
        .get(0)
        .getAsJsonObject();
  }

  /** 30 of 36 pixels are faint, and flip at 6 grey levels, not at 5; the others at 30. */
  @Test
  void untargetedFlipsWhatIsNearEnough() throws IOException {
    attack("--epsilon=4/255").exits(1);
    assertThat(only().get("reached").getAsDouble()).isZero();
    attack("--epsilon=6/255", "--share", "30/36").exits(0);
    assertThat(only().get("reached").getAsDouble()).isCloseTo(30 / 36.0, within(1e-9));
    attack("--epsilon=6/255").exits(1);
    attack("--epsilon=31/255").exits(0);
    assertThat(only().get("reached").getAsDouble()).isEqualTo(1);
    assertThat(only().get("meanIouAfter").getAsDouble()).isZero();
  }

  @Test
  void aDrawingComesOutInTheModelsMapAndTheRestStays() throws IOException {
    Path drawing = folder.resolve("drawing.png");
    picture(drawing, (x, y) -> x >= 2 && y >= 2 && x < 5 && y < 5 ? GREEN : WHITE);
    Outcome outcome = attack("--epsilon=7/255", "--target-map", drawing, "--html");
    outcome.exits(0);
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains("1 of 1 maps came out as wanted", "Seen in the original", "--target-map");
    assertThat(outcome.out()).contains("100.00% of the pixels reached (0.00% before)");
    assertThat(only().get("kept").getAsDouble()).isEqualTo(1);
    Picture after = Picture.read(folder.resolve("out/map_after.png"));
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean drawn = x >= 2 && y >= 2 && x < 5 && y < 5;
        assertThat(after.rgb(x, y)).isEqualTo(drawn ? GREEN : y < 3 ? RED : BLUE);
      }
    }
    for (String file : new String[] {"adversarial", "perturbation", "comparison", "map_before"}) {
      assertThat(folder.resolve("out").resolve(file + ".png")).exists();
    }
  }

  @Test
  void aClassVanishes() throws IOException {
    attack("--hide=blue", "--epsilon=31/255").exits(0);
    assertThat(only().get("reached").getAsDouble()).isEqualTo(1);
    assertThat(only().get("kept").getAsDouble()).isEqualTo(1);
    attack("--hide=green").refuses("no pixel of green", "already");
  }

  @Test
  void theTruthIsWhatIsCountedAgainst() throws IOException {
    Path truth = folder.resolve("truth.png");
    picture(truth, (x, y) -> y < 3 ? RED : y < 4 ? GREEN : BLUE);
    attack("--epsilon=6/255", "--truth", truth);
    double before = (18 / 18.0 + 0 + 12 / 18.0) / 3;
    assertThat(only().get("meanIouBefore").getAsDouble()).isCloseTo(before, within(1e-9));
    attack("--truth", truth, truth).refuses("2 maps for 1 pictures");
  }

  /** Two scenes that are each other's mirror: one change does for both what one alone needs. */
  @Test
  void onePerturbationServesAllScenes() throws IOException {
    Path other = folder.resolve("other.png");
    picture(other, (x, y) -> shade(y < 3 ? RED : BLUE, FAINT - 2));
    Path drawing = folder.resolve("drawing.png");
    picture(drawing, (x, y) -> x == 3 ? GREEN : WHITE);
    Path out = folder.resolve("both");
    ostrich(
            "attack",
            "--model",
            model,
            "--image",
            scene,
            other,
            "--target-map",
            drawing,
            "--universal",
            "--epsilon=8/255",
            "--out",
            out)
        .exits(0);
    Picture a = Picture.read(out.resolve("scene/adversarial.png"));
    Picture b = Picture.read(out.resolve("other/adversarial.png"));
    for (int y = 0; y < SIDE; y++) {
      int moved = (a.rgb(3, y) >> 8 & 0xFF) - 0x64;
      assertThat(moved).isBetween(1, 8);
      assertThat((b.rgb(3, y) >> 8 & 0xFF) - 0x64).isEqualTo(moved);
    }
  }

  @Test
  void outsideAMaskNothingChanges() throws IOException {
    Path mask = folder.resolve("mask.png");
    picture(mask, (x, y) -> x == 4 ? WHITE : 0);
    attack("--epsilon=31/255", "--mask", mask, "--share=1/6").exits(0);
    Picture before = Picture.read(scene);
    Picture after = Picture.read(folder.resolve("out/adversarial.png"));
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        assertThat(after.rgb(x, y) == before.rgb(x, y)).isEqualTo(x != 4);
      }
    }
    picture(mask, (x, y) -> 0);
    attack("--mask", mask).refuses("mask.png is black all over");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    attack("--hide=purple").refuses("'purple'");
    attack("--target=red").refuses("--target-map");
    Path drawing = folder.resolve("drawing.png");
    picture(drawing, (x, y) -> x == 3 && y == 2 ? 0x123456 : RED);
    attack("--target-map", drawing)
        .refuses("drawing.png", "column 3", "row 2", "#123456", "#ff0000 (red)");
    attack("--target-map", BUS).refuses("school_bus_1.png", "colour of no class");
    attack("--mask", BUS).refuses("school_bus_1.png has 96x96 pixels", "6x6");
    attack("--hide=red", "--target-map", drawing).refuses("not both");
    ostrich("attack", "--model", PICTURES, "--image", BUS, "--hide=ostrich")
        .refuses("--objective segmentation");
    ostrich("attack", "--model", PICTURES, "--image", BUS, "--objective=segmentation")
        .refuses("it is no map of classes");
  }

  /** A model of 13 bands and any height and width that was not made for this. */
  @Test
  void arraysAreAttackedToo() throws IOException {
    Path land = Shared.path("models/thirdparty/gcp-landcover-fcn");
    Batch example = Fixtures.examples(3, 1, 20, 28, 13);
    float[] values = example.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= i / 13 % 28 < 14 ? 3000 : 1000;
    }
    Path file = folder.resolve("land.npy");
    Npy.write(file, new Batch(values, 20, 28, 13));
    Path out = folder.resolve("land");
    ostrich(
            "attack",
            "--model",
            land,
            "--image",
            file,
            "--bounds=0,10000",
            "--epsilon=500",
            "--share=0.8",
            "--out",
            out)
        .exits(0);
    Batch found = Npy.readFloats(out.resolve("adversarial.npy"));
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs((double) found.values()[i] - values[i])).isLessThanOrEqualTo(500);
    }
    assertThat(found.values()).isNotEqualTo(values);
  }
}
