package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.ostrich;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.agent.Environment;
import org.ostrichml.data.Batch;
import org.ostrichml.functional.Outcome;
import org.tensorflow.ndarray.Shape;

/** The agents that come along, misled in episodes that they were not trained in. */
class AttackPolicyCommandTest {
  private static final long SEED = 9_000_000;

  @TempDir Path folder;

  private JsonArray rows(Object... arguments) {
    Object[] start = {
      "attack-policy", "--episodes", 20, "--seed", SEED, "--json", "--out", folder, "--model"
    };
    Outcome outcome = ostrich(InProcess.with(arguments, start));
    outcome.exits(0);
    return outcome.json().getAsJsonObject().getAsJsonArray("rows");
  }

  private static double mean(JsonArray rows, int row) {
    return rows.get(row).getAsJsonObject().get("meanReturn").getAsDouble();
  }

  private static double changed(JsonArray rows, int row) {
    return rows.get(row).getAsJsonObject().get("changed").getAsDouble();
  }

  @Test
  void catchLosesMostOfItsBalls() throws Exception {
    JsonArray rows = rows("saved_models/catch", "--environment", "catch", "--epsilon", "8/255");
    double clean = mean(rows, 0);
    assertThat(clean).isGreaterThan(9.5);
    assertThat(mean(rows, 1)).isGreaterThan(0.9 * clean); // Noise.
    assertThat(mean(rows, 2)).isLessThan(0.5 * clean); // FGSM.
    assertThat(mean(rows, 3)).isLessThan(mean(rows, 2)); // PGD.
    assertThat(mean(rows, 4)).isLessThan(0.5 * clean); // PGD, timed.
    assertThat(changed(rows, 4)).isLessThan(0.5);
    assertThat(folder.resolve("report.json")).exists();
    assertThat(frames(folder.resolve("episode.gif"))).isGreaterThan(100);
  }

  private static int frames(Path gif) throws IOException {
    try (ImageInputStream file = ImageIO.createImageInputStream(gif.toFile())) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      reader.setInput(file);
      return reader.getNumImages(true);
    }
  }

  @Test
  void thePoleFalls() {
    JsonArray rows =
        rows(
            "saved_models/cartpole",
            "--environment=cartpole",
            "--epsilon=0.2",
            "--preference=0.55");
    double clean = mean(rows, 0);
    assertThat(clean).isGreaterThan(475);
    assertThat(mean(rows, 1)).isGreaterThan(0.9 * clean);
    assertThat(mean(rows, 2)).isLessThan(0.5 * clean);
    assertThat(mean(rows, 3)).isLessThan(mean(rows, 2));
    assertThat(mean(rows, 4)).isLessThan(0.6 * clean); // Half, over 100 episodes.
    assertThat(changed(rows, 4)).isLessThan(0.5);
  }

  /**
   * Eight numbers, like a lunar lander's; right is the largest of four differences between them.
   */
  public static class Differences implements Environment {
    private static final int STEPS = 30;

    private SplittableRandom random;
    private float[] seen;
    private int step;

    @Override
    public void reset(long seed) {
      random = new SplittableRandom(seed);
      step = 0;
      look();
    }

    private void look() {
      seen = new float[8];
      for (int i = 0; i < seen.length; i++) {
        seen[i] = (float) random.nextDouble(-1, 1);
      }
    }

    private double[] differences() {
      return IntStream.range(0, 4).mapToDouble(i -> seen[i] - seen[i + 4]).toArray();
    }

    /** How far the second largest difference is behind. */
    private double lead() {
      double[] sorted = differences();
      Arrays.sort(sorted);
      return sorted[3] - sorted[2];
    }

    @Override
    public Step step(int action) {
      double[] differences = differences();
      boolean right = differences[action] == Arrays.stream(differences).max().orElseThrow();
      look();
      return new Step(right ? 1 : 0, ++step == STEPS);
    }

    @Override
    public Batch observation() {
      return new Batch(seen, 1, seen.length);
    }
  }

  /** Within epsilon no lead of more than four times epsilon can be lost. */
  @Test
  void anyPolicyAndAnyWorldWillDo() {
    float[][] weights = new float[8][4];
    for (int i = 0; i < 4; i++) {
      weights[i][i] = 3;
      weights[i + 4][i] = -3;
    }
    Path policy =
        Fixtures.savedModel(
            folder.resolve("policy"),
            Shape.of(-1, 8),
            (tf, x) -> tf.linalg.matMul(x, tf.constant(weights)));
    JsonArray rows =
        rows(
            policy, "--bounds=-1,1", "--epsilon=0.1", "--environment", Differences.class.getName());
    double safe = 0;
    for (int episode = 0; episode < 20; episode++) {
      Differences world = new Differences();
      world.reset(SEED + episode);
      for (int i = 0; i < Differences.STEPS; i++) {
        safe += world.lead() > 0.4 ? 1 : 0;
        world.step(0);
      }
    }
    assertThat(mean(rows, 0)).isEqualTo(Differences.STEPS);
    assertThat(mean(rows, 3))
        .isLessThan(mean(rows, 1))
        .isBetween(safe / 20, safe / 20 + 0.1 * Differences.STEPS);
    assertThat(folder.resolve("episode.gif")).doesNotExist();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Object[] start = {
      "attack-policy", "--model", "saved_models/catch", "--epsilon=0.1", "--out", folder
    };
    ostrich(InProcess.with(new Object[] {"--environment=chess"}, start)).refuses("'chess'");
    ostrich(InProcess.with(new Object[] {"--environment=cartpole"}, start))
        .refuses("shape [100, 4]", "[-1, 24, 24, 2]");
    ostrich(InProcess.with(new Object[] {"--environment=catch", "--target=jump"}, start))
        .refuses("'jump'");
  }
}
