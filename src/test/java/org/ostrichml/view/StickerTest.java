package org.ostrichml.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.gradient.Gradients;
import org.ostrichml.view.Sticker.Place;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Photos with stickers on them, against pasting in plain Java. */
class StickerTest {
  private static final int SIDE = 12;
  private static final int OWN = 4;
  private static final int PHOTOS = 3;
  private static final int DRAWS = 5;
  private static final Bounds BOUNDS = new Bounds(-1, 1);
  private static final Batch BLACK = filled(-1, PHOTOS, SIDE, SIDE, 3);
  private static final Batch WHITE = filled(1, 2, OWN, OWN, 3);
  private static final Batch COVER = filled(1, 1, OWN, OWN, 1);
  private static final Spread TURNS = new Spread(0, 0.3f, 20, 0, 0, 0);

  private static Batch filled(float value, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(values, value);
    return new Batch(values, shape);
  }

  private static Batch photos() {
    Batch unit = Fixtures.examples(6, PHOTOS, SIDE, SIDE, 3);
    float[] values = unit.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * values[i] - 1;
    }
    return unit;
  }

  private static Batch shown(Sticker sticker, Batch x, int draw) {
    return Run.one(x, draw, (tf, in) -> sticker.shown(tf, in.x(), in.draw()));
  }

  /** Glasses: as large as the photo, soft at their edges. */
  private static Batch glasses() {
    float[] cover = new float[SIDE * SIDE];
    for (int i = 3 * SIDE; i < 6 * SIDE; i++) {
      cover[i] = i % SIDE == 0 ? 0.25f : 1;
    }
    return new Batch(cover, 1, SIDE, SIDE, 1);
  }

  @Test
  void aStickerAtItsPlaceIsPasted() {
    Batch photos = photos();
    Batch x = Fixtures.examples(7, 2, SIDE, SIDE, 3);
    Sticker sticker =
        new Sticker(photos, glasses(), Place.MIDDLE, Spread.NONE, 2, PHOTOS, BOUNDS, 1);
    float[] worn = shown(sticker, x, 0).values();
    assertThat(worn).hasSize(2 * PHOTOS * 2 * x.exampleSize());
    for (int i = 0; i < worn.length; i++) {
      int pixel = i % x.exampleSize();
      int position = i / x.exampleSize() % (PHOTOS * 2);
      float mask = glasses().values()[pixel / 3];
      float photo = photos.values()[position / 2 * x.exampleSize() + pixel];
      float own = x.values()[i / x.exampleSize() / (PHOTOS * 2) * x.exampleSize() + pixel];
      if (mask == 0 || mask == 1) {
        assertThat(worn[i]).isEqualTo(mask == 0 ? photo : own);
      } else {
        assertThat(worn[i]).isCloseTo(photo * (1 - mask) + own * mask, within(1e-6f));
      }
    }
  }

  /** White stickers on black photos show where they are. */
  @Test
  void aStickerAnywhereIsWholeAndOfItsSize() {
    Sticker sticker =
        new Sticker(BLACK, COVER, Place.ANYWHERE, Spread.NONE, DRAWS, PHOTOS, BOUNDS, 2);
    Batch shown = shown(sticker, WHITE, 3);
    Set<String> places = new TreeSet<>();
    for (int i = 0; i < PHOTOS * DRAWS; i++) {
      double covered = 0;
      double rows = 0;
      double columns = 0;
      float[] values = shown.slice(i, i + 1).values();
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        double cover = (values[3 * pixel] + 1) / 2.0;
        assertThat(cover).isBetween(-1e-6, 1 + 1e-6);
        covered += cover;
        rows += cover * (pixel / SIDE);
        columns += cover * (pixel % SIDE);
      }
      assertThat(covered).isCloseTo(OWN * OWN, within(1e-3));
      places.add("%.1f %.1f".formatted(rows / covered, columns / covered));
      double margin = (OWN - 1) / 2.0 - 1e-3;
      assertThat(rows / covered).isBetween(margin, SIDE - 1 - margin);
      assertThat(columns / covered).isBetween(margin, SIDE - 1 - margin);
    }
    assertThat(places).hasSizeGreaterThan(PHOTOS * DRAWS / 2);
    assertThat(shown.slice(PHOTOS * DRAWS, 2 * PHOTOS * DRAWS).values())
        .isEqualTo(shown.slice(0, PHOTOS * DRAWS).values());
  }

  @Test
  void whatTheStickerDoesNotCoverIsThePhotoToTheBit() {
    Spread all = new Spread(0.1f, 0.3f, 20, 0.2f, 0.3f, 0.1f);
    Sticker sticker = new Sticker(photos(), COVER, Place.MIDDLE, all, DRAWS, PHOTOS, BOUNDS, 2);
    Sticker white =
        new Sticker(BLACK, COVER, Place.MIDDLE, geometry(all), DRAWS, PHOTOS, BOUNDS, 2);
    Batch x = Fixtures.examples(7, 2, OWN, OWN, 3);
    float[] worn = shown(sticker, x, 0).values();
    float[] cover = shown(white, WHITE, 0).values();
    int kept = 0;
    for (int i = 0; i < worn.length; i++) {
      assertThat(worn[i]).isBetween(-1f, 1f);
      if (cover[i] == -1) {
        int position = i / (SIDE * SIDE * 3) % (PHOTOS * DRAWS);
        int at = position / DRAWS * SIDE * SIDE * 3 + i % (SIDE * SIDE * 3);
        assertThat(worn[i]).isEqualTo(photos().values()[at]);
        kept++;
      }
    }
    assertThat(kept).isBetween(worn.length / 2, worn.length - 1);
  }

  private static Spread geometry(Spread all) {
    return new Spread(all.shift(), all.scale(), all.rotation(), 0, 0, 0);
  }

  @Test
  void theGradientIsTheAdjoint() {
    Sticker sticker =
        new Sticker(
            filled(0, PHOTOS, SIDE, SIDE, 3), COVER, Place.ANYWHERE, TURNS, DRAWS, 2, BOUNDS, 8);
    Batch x = Fixtures.examples(3, 2, OWN, OWN, 3);
    int positions = sticker.positions();
    Batch y = Fixtures.examples(4, 2 * positions, SIDE, SIDE, 3);
    List<Batch> run =
        Run.all(
            x,
            4,
            (tf, in, draw) -> {
              Operand<TFloat32> shown = sticker.shown(tf, in, draw);
              Operand<TFloat32> weights =
                  tf.constant(Shape.of(2 * positions, SIDE, SIDE, 3), DataBuffers.of(y.values()));
              return List.of(shown, Gradients.of(tf, tf.math.mul(shown, weights), in));
            });
    double there = 0;
    for (int i = 0; i < y.values().length; i++) {
      there += (double) run.get(0).values()[i] * y.values()[i];
    }
    double back = 0;
    for (int i = 0; i < x.values().length; i++) {
      back += (double) run.get(1).values()[i] * x.values()[i];
    }
    assertThat(there).isCloseTo(back, within(1e-3));
  }

  @Test
  void fewerPhotosAtATimeAreOthersEachTime() {
    float[] numbers = new float[8 * SIDE * SIDE * 3];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i / (SIDE * SIDE * 3) / 10f;
    }
    Batch photos = new Batch(numbers, 8, SIDE, SIDE, 3);
    Batch cover = new Batch(new float[OWN * OWN], 1, OWN, OWN, 1);
    Sticker sticker = new Sticker(photos, cover, Place.MIDDLE, Spread.NONE, 2, 3, BOUNDS, 8);
    List<String> seen = new ArrayList<>();
    for (int draw = 0; draw < 6; draw++) {
      Batch shown = shown(sticker, WHITE.slice(0, 1), draw);
      float[] drawn = new float[6];
      for (int i = 0; i < 6; i++) {
        drawn[i] = shown.slice(i, i + 1).values()[0];
      }
      assertThat(drawn[0]).isEqualTo(drawn[1]).isNotEqualTo(drawn[2]).isNotEqualTo(drawn[4]);
      assertThat(drawn[2]).isEqualTo(drawn[3]).isNotEqualTo(drawn[4]);
      seen.add(Arrays.toString(drawn));
    }
    assertThat(new TreeSet<>(seen)).hasSizeGreaterThan(3);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused(
        () ->
            new Sticker(BLACK, filled(1, 1, SIDE + 1, 3, 1), Place.MIDDLE, TURNS, 1, 1, BOUNDS, 0),
        "must not be larger");
    refused(
        () -> new Sticker(BLACK, COVER, Place.MIDDLE, TURNS, 1, PHOTOS + 1, BOUNDS, 0),
        "4 at a time");
    refused(
        () ->
            new Sticker(BLACK, COVER, Place.MIDDLE, TURNS, 1, 1, BOUNDS, 0)
                .exampleShape(new int[] {SIDE, SIDE, 1}),
        "The photos have shape [12, 12, 3]");
  }

  private static void refused(Runnable call, String part) {
    assertThatThrownBy(call::run).isInstanceOf(OstrichException.class).hasMessageContaining(part);
  }
}
