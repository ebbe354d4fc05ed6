package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ostrichml.attack.Mask;
import org.ostrichml.attack.MomentumPgd;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.StepListener;
import org.ostrichml.attack.Threat;
import org.ostrichml.cli.ManyPictures.Wanted;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.report.Comparison;
import org.ostrichml.report.PatchReport.Judged;
import org.ostrichml.report.UniversalReport.Rate;
import org.ostrichml.view.Spread;
import org.ostrichml.view.Sticker;

/**
 * One sticker: looked for, saved, read back, and judged on photos.
 *
 * @param model the model, of classes
 * @param format how it takes pictures
 * @param sticker as the search shows it
 */
record PatchRun(TargetModel model, PictureFormat format, Sticker sticker) {
  /** How many photos are judged at a time. */
  static final int GROUP = 8;

  /** How many times each photo wears a straying sticker when it is judged. */
  private static final int TIMES = 4;

  private static final int LISTED = 3;
  private static final int ROWS = 3;

  /** The most probable class of each picture. */
  static int[] predicted(TargetModel model, Batch pictures) {
    return Prediction.classes(model.withBatchSize(GROUP).predict(pictures));
  }

  /**
   * Looks for the sticker.
   *
   * @param goal of the sticker's photos
   * @param attack what to do, within the threat that is given to it here
   */
  Batch search(MomentumPgd attack, Goal goal, StepListener listener) {
    float[] inside = sticker.mask().values().clone();
    for (int i = 0; i < inside.length; i++) {
      inside[i] = inside[i] > 0 ? 1 : 0;
    }
    Mask mask = new Mask(new Batch(inside, sticker.mask().shape()));
    Threat anything = Threat.unbounded(Norm.LINF).withGreyLevels().withMask(mask);
    return attack
        .withThreat(anything)
        .compile(model.through(sticker))
        .run(sticker.blank(), spread(goal), listener)
        .examples();
  }

  /** The goal of all positions of one sticker, from that of each photo. */
  private Goal spread(Goal goal) {
    if (goal.labels().length == 1) {
      return goal;
    }
    int[] labels = new int[sticker.positions()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = goal.label(i / sticker.draws());
    }
    return new Goal(goal.targeted(), labels, labels.length, 1);
  }

  /** Saves a sticker, and gives it as it was saved. */
  Batch saved(Batch found, Path file) {
    format.picture(sticker.cutOut(found)).write(file);
    return new Batch(format.batch(Picture.read(file)).values(), found.shape());
  }

  /**
   * Judges a sticker.
   *
   * @param folder where the photos go that wear it, or null
   * @param spread how far it strays
   * @param seed of the places, not that of the search
   */
  Judged judge(Batch saved, Wanted photos, Spread spread, long seed, Path folder) {
    Sticker still = sticker.worn(photos.batch(), seed);
    List<Picture> worn = pictures(still, saved);
    if (folder != null) {
      for (int i = 0; i < worn.size(); i++) {
        Path file = folder.resolve("worn_%d.png".formatted(i + 1));
        worn.get(i).write(file);
        worn.set(i, Picture.read(file));
      }
      compare(photos, format.picture(saved), worn, folder.resolve("comparison.png"));
    }
    Sticker straying = sticker.worn(photos.batch(), spread, TIMES, seed + 1);
    return new Judged(
        rate(format.batch(worn), photos.goal(), 1),
        rate(format.batch(pictures(straying, saved)), photos.goal(), TIMES),
        rate(format.batch(pictures(still, sticker.blank())), photos.goal(), 1));
  }

  /** The photos that wear it, in 8 bits. */
  private List<Picture> pictures(Sticker worn, Batch saved) {
    Batch shown = model.through(worn).shown(saved);
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      pictures.add(format.picture(shown.slice(i, i + 1)));
    }
    return pictures;
  }

  private Rate rate(Batch pictures, Goal goal, int times) {
    int[] after = predicted(model, pictures);
    long reached =
        IntStream.range(0, after.length).filter(i -> goal.isReached(i / times, after[i])).count();
    return Rate.of(after.length, (int) reached);
  }

  private void compare(Wanted photos, Picture saved, List<Picture> worn, Path file) {
    List<Picture> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(ROWS, worn.size()); i++) {
      Batch photo = photos.batch().slice(i, i + 1);
      rows.add(
          Comparison.worn(
              format.picture(photo),
              Prediction.top(model, photo, LISTED).get(0),
              saved,
              worn.get(i),
              Prediction.top(model, format.batch(worn.get(i)), LISTED).get(0)));
    }
    Comparison.column(rows).write(file);
  }
}
