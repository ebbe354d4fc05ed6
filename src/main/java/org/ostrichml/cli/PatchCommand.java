package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.OstrichException;
import org.ostrichml.cli.ManyPictures.Wanted;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.report.PatchReport;
import org.ostrichml.report.PatchReport.Judged;
import org.ostrichml.report.UniversalReport.Rate;
import org.ostrichml.report.Wording;
import org.ostrichml.view.Spread;
import org.ostrichml.view.Sticker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "patch",
    description = "Make a sticker, or glasses, that photos are taken for something else with.",
    footer = {
      "",
      "Writes sticker.png (ready to print: white where there is none of it), worn_N.png (each",
      "photo with it, at its place or at one anywhere), comparison.png and report.json. Success",
      "is judged on what was saved, at places that the search has not seen.",
      "",
      "Examples:",
      "  ostrich patch --model MODEL --images FOLDER --target toaster --out out",
      "  ostrich patch --model MODEL --images FOLDER --mask glasses.png --target NAME \\",
      "    --eot 4 --shift 0.03 --rotation 5 --printable 1 --smooth 1 --out out"
    })
final class PatchCommand implements Callable<Integer> {
  private static final double NANOS_PER_SECOND = 1e9;

  @Mixin private ModelArguments arguments;
  @Mixin private PictureArguments pictures;
  @Mixin private ManyPictures many;
  @Mixin private StickerArguments look;
  @Mixin private StickerSearch search;
  @Mixin private OutputArguments output;

  @Option(
      names = "--batch",
      defaultValue = "2",
      paramLabel = "N",
      description =
          "How many photos a step looks at, others each time (default: ${DEFAULT-VALUE}; all where each is to be taken for anything but what it is).")
  private int batch;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Which photos, places and transformations are drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    look.check();
    if (batch < 1) {
      throw new OstrichException("--batch must be at least 1.");
    }
    List<Path> files = pictures.files();
    try (TargetModel model = arguments.load(pictures.labels())) {
      model.requireClasses();
      PictureFormat format = pictures.format(model);
      output.check();
      List<Picture> fitted = format.fit(files);
      Wanted photos = photos(model, format, fitted);
      Wanted others = others(model, format, fitted.get(0));
      PatchRun run = new PatchRun(model, format, sticker(model, format, fitted.get(0), photos));
      Terminal.notes(model);
      long start = System.nanoTime();
      Batch found;
      try (ProgressBar progress =
          Terminal.progress("searching", search.steps(run.sticker().positions()))) {
        found =
            run.search(
                search.attack(model.bounds(), run.sticker().positions()),
                photos.goal(),
                step -> progress.step());
      }
      double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
      Batch saved = run.saved(found, output.folder.resolve("sticker.png"));
      Judged judged = run.judge(saved, photos, look.spread(), seed + 1, output.folder);
      Judged tested =
          others == null ? null : run.judge(saved, others, look.spread(), seed + 1, null);
      PatchReport report =
          report(
              model, run.sticker(), seconds, files.size() - photos.batch().size(), judged, tested);
      output.report(report, summary(report));
      return judged.worn().fooled() > 0 ? Main.DONE : Main.NOT_REACHED;
    }
  }

  /** Those photos that are not where they are to be already. */
  private Wanted photos(TargetModel model, PictureFormat format, List<Picture> fitted) {
    Wanted all = many.wanted(model.withBatchSize(PatchRun.GROUP), format, fitted);
    Goal goal = all.goal();
    if (!goal.targeted()) {
      return all;
    }
    int[] clean = PatchRun.predicted(model, all.batch());
    int[] open =
        IntStream.range(0, clean.length).filter(i -> !goal.isReached(i, clean[i])).toArray();
    if (open.length == 0) {
      throw new OstrichException(
          "Every photo is taken for %s already: give others.".formatted(many.target(model)));
    }
    return new Wanted(all.batch().select(open), goal);
  }

  /** Those to judge it on; null where there are none. */
  private Wanted others(TargetModel model, PictureFormat format, Picture first) {
    List<Picture> fitted = many.others(format);
    if (fitted == null) {
      return null;
    }
    if (fitted.get(0).width() != first.width() || fitted.get(0).height() != first.height()) {
      throw new OstrichException(
          "The photos of --test are of another size than those of --images, and the model takes any.");
    }
    return photos(model, format, fitted);
  }

  private Sticker sticker(TargetModel model, PictureFormat format, Picture first, Wanted photos) {
    int count = photos.batch().size();
    boolean alike = Arrays.stream(photos.goal().labels()).distinct().count() == 1;
    return new Sticker(
        photos.batch(),
        look.cover(format, first),
        look.place(),
        look.eot == 0 ? Spread.NONE : look.spread(),
        Math.max(1, look.eot),
        alike ? Math.min(batch, count) : count,
        model.bounds(),
        seed);
  }

  private PatchReport report(
      TargetModel model,
      Sticker sticker,
      double seconds,
      int skipped,
      Judged judged,
      Judged tested) {
    Spread spread = look.spread();
    return new PatchReport(
        arguments.model.toString(),
        model.device().toString(),
        many.target(model),
        look.mask == null ? null : look.mask.toString(),
        sticker.covered(),
        new PatchReport.Strays(
            spread.shift(),
            spread.scale(),
            spread.rotation(),
            spread.brightness(),
            spread.contrast(),
            spread.noise()),
        look.eot,
        sticker.perDraw(),
        search.steps(sticker.positions()),
        search.stepSize(model.bounds(), sticker.positions()),
        search.printable(),
        search.smooth(),
        seed,
        model.bounds(),
        seconds,
        skipped,
        judged,
        tested);
  }

  private String summary(PatchReport report) {
    return String.format(
        Locale.ROOT,
        "%s%s; covers %s; %d steps, %.1f s; written to %s",
        words(report.found()),
        report.test() == null ? "" : "; others: " + words(report.test()),
        Wording.percent((float) report.covered()),
        report.steps(),
        report.seconds(),
        output.folder);
  }

  private static String words(Judged judged) {
    return "succeeds on %s as saved, on %s straying (a grey one: %s)"
        .formatted(words(judged.worn()), words(judged.straying()), words(judged.plain()));
  }

  private static String words(Rate rate) {
    return "%d of %d (%s)"
        .formatted(rate.fooled(), rate.pictures(), Wording.percent((float) rate.rate()));
  }
}
