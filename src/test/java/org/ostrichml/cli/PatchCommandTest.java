package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.BUS;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.ostrich;
import static org.ostrichml.cli.InProcess.with;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.data.ImageFiles;
import org.ostrichml.data.Picture;
import org.ostrichml.functional.Outcome;

class PatchCommandTest {
  private static final Path SAMPLES = PICTURES.resolve("samples");
  private static final Path FACES = Path.of("saved_models/faces");
  private static final Path GLASSES = FACES.resolve("glasses.png");

  @TempDir Path folder;

  private Outcome patch(Object... more) {
    return ostrich(with(more, "patch", "--model", PICTURES, "--out", folder));
  }

  private Outcome glasses(Path out, Object... more) {
    return ostrich(
        with(
            more,
            "patch",
            "--model",
            FACES,
            "--image",
            FACES.resolve("samples/Ada_1.png"),
            "--mask",
            GLASSES,
            "--json",
            "--out",
            out));
  }

  private static double rate(Outcome outcome, String of, String which) {
    JsonObject report = outcome.json().getAsJsonObject();
    return report.getAsJsonObject(of).getAsJsonObject(which).get("rate").getAsDouble();
  }

  @Test
  void aDiscAnywhereIsSavedWornAndJudged() {
    Outcome outcome =
        patch(
                "--images",
                SAMPLES,
                "--test",
                BUS,
                "--target=ostrich",
                "--steps=60",
                "--step-size=0.02",
                "--json")
            .exits(0);

    JsonObject report = outcome.json().getAsJsonObject();
    assertThat(report.get("covered").getAsDouble()).isBetween(0.045, 0.055);
    assertThat(rate(outcome, "found", "worn")).isGreaterThan(0.2);
    assertThat(rate(outcome, "found", "plain")).isLessThan(0.1);
    int skipped = report.get("skipped").getAsInt();
    List<Path> samples = ImageFiles.list(List.of(SAMPLES));
    assertThat(skipped).isPositive();
    assertThat(folder.resolve("worn_%d.png".formatted(samples.size() - skipped))).exists();
    Picture sticker = Picture.read(folder.resolve("sticker.png"));
    assertThat(sticker.rgb(0, 0)).isEqualTo(0xFFFFFF);
    assertThat(folder.resolve("comparison.png")).isNotEmptyFile();
    wearsNothingButTheSticker(sticker, folder.resolve("worn_1.png"), samples.get(0));
  }

  /** What differs from the photo is the sticker, moved by whole pixels. */
  private static void wearsNothingButTheSticker(Picture sticker, Path worn, Path photo) {
    Picture with = Picture.read(worn);
    Picture without = Picture.read(photo);
    int left = with.width();
    int top = with.height();
    int changed = 0;
    for (int y = 0; y < with.height(); y++) {
      for (int x = 0; x < with.width(); x++) {
        if (with.rgb(x, y) != without.rgb(x, y)) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          changed++;
        }
      }
    }
    int shown = 0;
    for (int y = 0; y < sticker.height(); y++) {
      for (int x = 0; x < sticker.width(); x++) {
        if (with.rgb(left + x, top + y) != without.rgb(left + x, top + y)) {
          assertThat(with.rgb(left + x, top + y)).isEqualTo(sticker.rgb(x, y));
          shown++;
        }
      }
    }
    assertThat(shown).isEqualTo(changed).isGreaterThan(sticker.width() * sticker.height() / 2);
  }

  @Test
  void glassesSitWhereTheMaskSaysAndWorkWhenTheyAreMeantToSlip() {
    Object[] slip = {
      "--target=Ben", "--steps=80", "--step-size=0.02", "--shift=0.02", "--rotation=5"
    };
    Outcome fixed = glasses(folder.resolve("fixed"), with(slip, "--eot=0")).exits(0);
    Outcome slipping = glasses(folder.resolve("slip"), with(slip, "--eot=4")).exits(0);

    assertThat(rate(fixed, "found", "worn")).isEqualTo(1);
    assertThat(rate(slipping, "found", "worn")).isEqualTo(1);
    assertThat(rate(slipping, "found", "straying")).isGreaterThan(rate(fixed, "found", "straying"));
    Picture mask = Picture.read(GLASSES);
    Picture photo = Picture.read(FACES.resolve("samples/Ada_1.png"));
    Picture worn = Picture.read(folder.resolve("slip/worn_1.png"));
    Picture sticker = Picture.read(folder.resolve("slip/sticker.png"));
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.rgb(x, y) == 0) {
          assertThat(worn.rgb(x, y)).isEqualTo(photo.rgb(x, y));
          assertThat(sticker.rgb(x, y)).isEqualTo(0xFFFFFF);
        } else if (mask.rgb(x, y) == 0xFFFFFF) {
          assertThat(worn.rgb(x, y)).isEqualTo(sticker.rgb(x, y));
        }
      }
    }
  }

  @Test
  void sameSeedSameBytes() throws Exception {
    for (String out : List.of("one", "two")) {
      glasses(folder.resolve(out), "--steps=5", "--eot=2", "--shift=0.02", "--seed=7");
    }
    for (String file : List.of("sticker.png", "worn_1.png", "comparison.png")) {
      assertThat(Files.readAllBytes(folder.resolve("one").resolve(file)))
          .isEqualTo(Files.readAllBytes(folder.resolve("two").resolve(file)));
    }
  }

  @Test
  void printableAndSmoothColoursAreNearerToAPrinter() {
    Object[] usual = {"--target=Ben", "--steps=60", "--step-size=0.02"};
    glasses(folder.resolve("loud"), usual);
    glasses(folder.resolve("mild"), with(usual, "--smooth=50", "--printable=20"));
    assertThat(roughness("mild")).isLessThan(roughness("loud") / 2);
  }

  private double roughness(String out) {
    Picture sticker = Picture.read(folder.resolve(out).resolve("sticker.png"));
    Picture mask = Picture.read(GLASSES);
    double sum = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 1; x < mask.width(); x++) {
        if (mask.rgb(x, y) == 0xFFFFFF && mask.rgb(x - 1, y) == 0xFFFFFF) {
          sum += Math.abs((sticker.rgb(x, y) >> 8 & 0xFF) - (sticker.rgb(x - 1, y) >> 8 & 0xFF));
        }
      }
    }
    return sum;
  }

  @Test
  void nothingReachedIsExitCodeOneAndNonsenseIsTwo() {
    patch("--image", BUS, "--target=ostrich", "--size=0.001", "--steps=1").exits(1);
    patch("--image", BUS, "--size=1.5").exits(2);
    patch("--image", BUS, "--eot=-1").exits(2);
    patch("--image", BUS, "--batch=0").exits(2);
    patch("--image", BUS, "--target=school bus").exits(2);
    patch("--image", BUS, "--target=unicorn").exits(2);
    patch("--image", BUS, "--mask", GLASSES, "--size=0.1").exits(2);
    assertThat(patch("--image", BUS, "--mask", SAMPLES.resolve("none.png")).exits(2).err())
        .contains("none.png");
  }
}
