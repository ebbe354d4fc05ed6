package faces;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ostrichml.attack.Mask;
import org.ostrichml.attack.MomentumPgd;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.view.Spread;
import org.ostrichml.view.Sticker;
import training.Arguments;

/**
 * How often a pair of glasses makes somebody somebody else: pairs of identities, drawn at random,
 * as many as the first argument says (50). For each, one pair of glasses is made for four fresh
 * drawings without transformations, and one with; both are tried as they are and slipped, the
 * latter also on four other drawings of the same person.
 */
final class FiftyPairs {
  private static final long SEED = 5_000_000_000L;
  private static final int PICTURES = 4;
  private static final int TIMES = 8;
  private static final int STEPS = 480;
  private static final Spread SLIPS = new Spread(0.03f, 0.05f, 5, 0.05f, 0, 0);

  private final TargetModel model;
  private final PictureFormat format;
  private final Mask cover;

  private FiftyPairs(TargetModel model, Path mask) {
    this.model = model;
    this.format = PictureFormat.of(model, false);
    this.cover = format.mask(mask);
  }

  public static void main(String[] arguments) {
    int pairs = Arguments.of(arguments).number(0, 50);
    Path folder = Path.of("saved_models/faces");
    try (TargetModel model = TargetModel.load(folder)) {
      new FiftyPairs(model, folder.resolve("glasses.png")).compare(pairs);
    }
  }

  private void compare(int pairs) {
    SplittableRandom random = new SplittableRandom(SEED);
    Identity[] all = Identity.values();
    double[] sums = new double[5];
    for (int pair = 0; pair < pairs; pair++) {
      int who = random.nextInt(all.length);
      int whom = (who + 1 + random.nextInt(all.length - 1)) % all.length;
      Batch photos = draw(all[who], SEED + 2L * PICTURES * pair);
      Batch others = draw(all[who], SEED + 2L * PICTURES * pair + PICTURES);
      Batch still = search(photos, whom, Spread.NONE, 1);
      Batch turned = search(photos, whom, SLIPS, 4);
      double[] rates = {
        rate(still, photos, whom, Spread.NONE, 1),
        rate(still, photos, whom, SLIPS, TIMES),
        rate(turned, photos, whom, Spread.NONE, 1),
        rate(turned, photos, whom, SLIPS, TIMES),
        rate(turned, others, whom, SLIPS, TIMES)
      };
      StringBuilder line =
          new StringBuilder("%-6s as %-6s".formatted(all[who].label, all[whom].label));
      for (int i = 0; i < rates.length; i++) {
        sums[i] += rates[i];
        line.append(" %6.1f%%".formatted(100 * rates[i]));
      }
      System.out.println(line);
    }
    System.out.printf(
        "mean of %d pairs: made for one place %.1f%%, slipped %.1f%%; made to slip %.1f%%, slipped %.1f%%, on other pictures %.1f%%%n",
        pairs,
        100 * sums[0] / pairs,
        100 * sums[1] / pairs,
        100 * sums[2] / pairs,
        100 * sums[3] / pairs,
        100 * sums[4] / pairs);
  }

  private Batch draw(Identity who, long seed) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      pictures.add(Picture.of(Portrait.drawNear(who, seed + i)));
    }
    return format.batch(pictures);
  }

  /** Glasses as they are read back from a file of 8 bits. */
  private Batch search(Batch photos, int whom, Spread spread, int draws) {
    Sticker glasses = sticker(photos, spread, draws, 2, 1);
    Threat anyColour = Threat.unbounded(Norm.LINF).withGreyLevels().withMask(cover);
    Batch found =
        MomentumPgd.momentum(anyColour, STEPS)
            .withRelativeStepSize(0.005f)
            .compile(model.through(glasses))
            .run(glasses.blank(), Goal.targeted(whom))
            .examples();
    return format.batch(format.picture(glasses.cutOut(found)));
  }

  /** How often photos are taken for somebody while they wear glasses, at places drawn anew. */
  private double rate(Batch glasses, Batch photos, int whom, Spread spread, int times) {
    Sticker worn = sticker(photos, spread, times, photos.size(), 2);
    int[] seen = Prediction.classes(model.predict(model.through(worn).shown(glasses)));
    int there = 0;
    for (int each : seen) {
      there += each == whom ? 1 : 0;
    }
    return (double) there / seen.length;
  }

  private Sticker sticker(Batch photos, Spread spread, int draws, int perDraw, long seed) {
    return new Sticker(
        photos,
        cover.weights(),
        Sticker.Place.MIDDLE,
        spread,
        draws,
        perDraw,
        model.bounds(),
        seed);
  }
}
