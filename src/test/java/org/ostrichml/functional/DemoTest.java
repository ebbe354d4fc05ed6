package org.ostrichml.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.attack.Fooling;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Losses;
import org.ostrichml.report.page.Browser;
import org.ostrichml.report.page.Pages;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.w3c.dom.Element;

/** The demo on the models that come along, beside TensorFlow and the pictures it saved. */
class DemoTest {
  private static final Path PICTURES = Path.of("saved_models/pictures");
  private static final Path DIGITS = Path.of("saved_models/mnist-mlp");
  private static final Path BUS = PICTURES.resolve("samples/school_bus_1.png");
  private static final int SCHOOL_BUS = 0;
  private static final int OSTRICH = 1;

  private static final Map<Path, SavedModelBundle> BUNDLES = new HashMap<>();

  @TempDir static Path out;
  private static JsonObject report;

  @BeforeAll
  static void demonstrate() {
    for (Path model : List.of(PICTURES, DIGITS)) {
      BUNDLES.put(model, SavedModelBundle.load(model.toString()));
    }
    report =
        Launcher.here()
            .run("demo", "--no-open", "--json", "--out", out)
            .exits(0)
            .json()
            .getAsJsonObject();
  }

  @AfterAll
  static void close() {
    BUNDLES.values().forEach(SavedModelBundle::close);
  }

  @Test
  void sixClaimsHold() {
    assertThat(report.getAsJsonArray("claims").asList().stream().map(DemoTest::name))
        .containsExactly("A1", "A2", "A3", "A4", "A5", "A6");
    assertThat(report.get("holding").getAsInt()).isEqualTo(6);
    assertThat(report.get("model").getAsString()).isEqualTo("saved_models/pictures");
  }

  /** FGSM moves every value by epsilon, unless black or white is nearer. */
  @Test
  void oneGradientMovesEveryValueByEpsilon() {
    JsonObject figures = figures("A1");
    for (String passes : List.of("forward", "backward", "clippedForward", "clippedBackward")) {
      assertThat(figures.get(passes).getAsInt()).as(passes).isEqualTo(1);
    }
    int[] bus = Pixels.read(BUS).rgb();
    int[] moved = Pixels.read(out.resolve("one-gradient/school_bus_1.png")).rgb();
    for (int i = 0; i < bus.length; i++) {
      assertThat(moved[i]).isIn(Math.max(0, bus[i] - 8), bus[i], Math.min(255, bus[i] + 8));
    }
    float[] after = ask(PICTURES, out.resolve("one-gradient/school_bus_1.png"), 3);
    assertThat(IntStream.range(0, after.length).allMatch(i -> after[SCHOOL_BUS] >= after[i]))
        .isFalse();
  }

  /** The article's formula, by hand: a gradient, its sign, and TensorFlow's own forward pass. */
  @Test
  void theDigitsAreThoseOfTheFormula() throws IOException {
    JsonObject accuracy = figures("A2").getAsJsonObject("accuracy");
    List<Float> epsilons = List.of(0.02f, 0.05f, 0.1f, 0.2f);
    int[][] right = new int[2][epsilons.size()];
    try (TargetModel model = TargetModel.load(DIGITS)) {
      PictureFormat format = PictureFormat.of(model, false);
      InputGradient gradient = InputGradient.of(model, Losses.CROSS_ENTROPY, model.logits());
      for (Path file : samples(DIGITS, "")) {
        int label = file.getFileName().toString().charAt(0) - '0';
        float[] x = grey(file);
        float[] g =
            gradient
                .run(new Batch(x, 1, 28, 28, 1), new IntArray(new int[] {label}, new int[] {1}))
                .gradient()
                .values();
        for (int k = 0; k < epsilons.size(); k++) {
          float[] plain = new float[x.length];
          float[] clipped = new float[x.length];
          for (int i = 0; i < x.length; i++) {
            plain[i] = x[i] + epsilons.get(k) * Math.signum(g[i]);
            clipped[i] = Math.max(0, Math.min(1, plain[i]));
          }
          right[0][k] += best(ask(DIGITS, plain, 28, 1)) == label ? 1 : 0;
          right[1][k] += best(ask(DIGITS, clipped, 28, 1)) == label ? 1 : 0;
        }
      }
    }
    JsonObject left = accuracy.getAsJsonObject("left");
    assertThat(counts(left.getAsJsonArray("FGSM, unclipped"))).containsExactly(right[0]);
    assertThat(counts(left.getAsJsonArray("FGSM, clipped"))).containsExactly(right[1]);
    assertThat(accuracy.getAsJsonObject("clean").get("count").getAsInt()).isEqualTo(22);
  }

  @Test
  void theFiveIsAThreeToTensorFlow() {
    Path saved = out.resolve("digits/3.png");
    Pixels five = Pixels.read(DIGITS.resolve("samples/5_1.png"));
    assertThat(Pixels.read(out.resolve("digits/5.png")).farthest(five)).isZero();
    assertThat(best(ask(DIGITS, grey(saved), 28, 1))).isEqualTo(3);
    assertThat(Pixels.read(saved).farthest(five)).isLessThanOrEqualTo(25);
  }

  @Test
  void everySampleBusIsAnOstrichToTensorFlow() throws IOException {
    JsonObject within8 = row("A3").getAsJsonArray("figures").get(0).getAsJsonObject();
    JsonArray buses = within8.getAsJsonArray("buses");
    List<Path> files = samples(PICTURES, "school_bus");
    assertThat(within8.get("greyLevels").getAsInt()).isEqualTo(8);
    assertThat(buses).hasSameSizeAs(files);
    for (int i = 0; i < files.size(); i++) {
      Path saved = out.resolve("ostriches-8-of-255").resolve(files.get(i).getFileName());
      float before = ask(PICTURES, files.get(i), 3)[SCHOOL_BUS];
      float after = ask(PICTURES, saved, 3)[OSTRICH];
      assertThat(before).isGreaterThanOrEqualTo(0.95f);
      assertThat(after).isGreaterThan(0.98f);
      assertThat(Pixels.read(saved).farthest(Pixels.read(files.get(i)))).isEqualTo(8);
      assertThat(first(buses.get(i), "before")).isCloseTo(before, within(1e-4f));
      assertThat(first(buses.get(i), "after")).isCloseTo(after, within(1e-4f));
    }
  }

  @Test
  void everyOtherPictureIsAnOstrichToo() throws IOException {
    List<Path> files =
        samples(PICTURES, "").stream().filter(f -> !f.toString().contains("ostrich_")).toList();
    assertThat(figures("A4").getAsJsonObject("ostriches").get("total").getAsInt())
        .isEqualTo(files.size());
    for (Path file : files) {
      float[] answer = ask(PICTURES, out.resolve("all-ostriches").resolve(file.getFileName()), 3);
      assertThat(best(answer)).as(file.toString()).isEqualTo(OSTRICH);
    }
    JsonObject left = figures("A4").getAsJsonObject("fgsm").getAsJsonObject("left");
    int[] fgsm = counts(left.getAsJsonArray("FGSM"));
    assertThat(fgsm).hasSize(5);
    assertThat(fgsm[4]).isLessThan(fgsm[0]);
  }

  @Test
  void noiseIsASchoolBusToTensorFlow() {
    float[] noise = Fooling.noise(Bounds.UNIT, 0, 1, 96, 96, 3).values();
    for (float share : ask(PICTURES, noise, 96, 3)) {
      assertThat(share).isLessThan(0.5f);
    }
    for (String name : List.of("noise-free.png", "noise-near.png")) {
      assertThat(ask(PICTURES, out.resolve(name), 3)[SCHOOL_BUS]).isGreaterThanOrEqualTo(0.93f);
    }
    float[] near = Pixels.read(out.resolve("noise-near.png")).values(0, 1);
    for (int i = 0; i < near.length; i++) {
      assertThat(near[i]).isCloseTo(noise[i], within(0.1f + 1e-6f));
    }
  }

  @Test
  void theDistanceOfLbfgsIsThatOfItsFile() {
    JsonObject lbfgs = figures("A6").getAsJsonObject("lbfgs");
    int[] bus = Pixels.read(BUS).rgb();
    int[] moved = Pixels.read(out.resolve("lbfgs/school_bus_1.png")).rgb();
    double squares = 0;
    for (int i = 0; i < bus.length; i++) {
      squares += Math.pow((moved[i] - bus[i]) / 255d, 2);
    }
    assertThat(lbfgs.getAsJsonObject("picture").getAsJsonObject("distance").get("l2").getAsDouble())
        .isCloseTo(Math.sqrt(squares), within(1e-4));
    assertThat(best(ask(PICTURES, out.resolve("lbfgs/school_bus_1.png"), 3))).isEqualTo(OSTRICH);
    assertThat(lbfgs.get("backward").getAsInt()).isBetween(10, 200);
    assertThat(figures("A6").getAsJsonObject("away").get("backward").getAsInt()).isEqualTo(1);
  }

  @Test
  void thePageHoldsEveryClaimAndItsPictures() throws IOException {
    String html = Files.readString(out.resolve("demo.html"));
    assertThat(texts(html, "h2"))
        .extracting(text -> text.substring(0, 2))
        .containsExactly("A1", "A2", "A3", "A4", "A5", "A6", "Ho", "Ho");
    assertThat(texts(html, "dd")).hasSize(12);
    assertThat(texts(html, "article")).hasSize(1 + 1 + 4 + 3 + 2 + 1);
    assertThat(html).doesNotContain("http:", out.toString());
    for (JsonElement claim : report.getAsJsonArray("claims")) {
      String measured = claim.getAsJsonObject().get("measured").getAsString();
      assertThat(texts(html, "dd")).contains(measured);
    }
  }

  @ParameterizedTest
  @CsvSource({"360,false", "360,true", "1600,false", "1600,true"})
  void nothingOnThePageStandsOutToTheRight(int width, boolean dark, @TempDir Path folder)
      throws IOException {
    new Browser(folder).check(Files.readString(out.resolve("demo.html")), width, dark, 12);
  }

  @Test
  void theSheetIsSmallEnoughForTheReadme() throws IOException {
    assertThat(Pixels.read(out.resolve("demo.png")).width()).isGreaterThan(3 * 224);
    assertThat(Files.size(out.resolve("demo.png"))).isLessThan(200_000);
  }

  private static String name(JsonElement row) {
    return row.getAsJsonObject().get("name").getAsString();
  }

  private static JsonObject row(String name) {
    return report.getAsJsonArray("claims").asList().stream()
        .filter(row -> name(row).equals(name))
        .findFirst()
        .orElseThrow()
        .getAsJsonObject();
  }

  private static JsonObject figures(String name) {
    return row(name).getAsJsonObject("figures");
  }

  private static float first(JsonElement verdict, String when) {
    return verdict
        .getAsJsonObject()
        .getAsJsonArray(when)
        .get(0)
        .getAsJsonObject()
        .get("probability")
        .getAsFloat();
  }

  private static int[] counts(JsonArray shares) {
    return shares.asList().stream()
        .mapToInt(share -> share.getAsJsonObject().get("count").getAsInt())
        .toArray();
  }

  private static List<Path> samples(Path model, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(model.resolve("samples"))) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
  }

  private static List<String> texts(String html, String tag) {
    return Pages.elements(Pages.parse(html), tag).stream().map(Element::getTextContent).toList();
  }

  private static int best(float[] shares) {
    return IntStream.range(0, shares.length)
        .reduce((a, b) -> shares[b] > shares[a] ? b : a)
        .orElseThrow();
  }

  /** The one channel of a grey picture, 0 to 1. */
  private static float[] grey(Path picture) {
    float[] values = Pixels.read(picture).values(0, 1);
    float[] grey = new float[values.length / 3];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = values[3 * i];
    }
    return grey;
  }

  private static float[] ask(Path model, Path picture, int channels) {
    Pixels pixels = Pixels.read(picture);
    return ask(model, pixels.values(0, 1), pixels.width(), channels);
  }

  /** TensorFlow itself runs the SavedModel here; nothing of Ostrich has a part in it. */
  private static float[] ask(Path model, float[] values, int side, int channels) {
    try (TFloat32 fed =
            TFloat32.tensorOf(
                Shape.of(1, side, side, channels), DataBuffers.of(values, true, false));
        Result result = BUNDLES.get(model).function("serving_default").call(Map.of("image", fed))) {
      TFloat32 output = (TFloat32) result.get("probabilities").orElseThrow();
      float[] probabilities = new float[(int) output.shape().size()];
      output.copyTo(DataBuffers.of(probabilities, false, false));
      return probabilities;
    }
  }
}
