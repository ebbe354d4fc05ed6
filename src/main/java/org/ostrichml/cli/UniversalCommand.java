package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Threat;
import org.ostrichml.attack.Universal;
import org.ostrichml.cli.ManyPictures.Wanted;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.Perturbation;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.report.Comparison;
import org.ostrichml.report.UniversalReport;
import org.ostrichml.report.UniversalReport.Rate;
import org.ostrichml.report.Wording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "universal",
    description = "Find one perturbation that fools the model on many pictures.",
    footer = {
      "",
      "Writes perturbation.npy, perturbation.png (amplified), comparison.png (on the first",
      "picture) and report.json.",
      "",
      "Example:",
      "  ostrich universal --model saved_models/pictures \\",
      "    --images saved_models/pictures/samples --epsilon 10/255 --out out"
    })
final class UniversalCommand implements Callable<Integer> {
  private static final int LISTED = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  @Mixin private ModelArguments arguments;
  @Mixin private PictureArguments pictures;
  @Mixin private ManyPictures many;
  @Mixin private OutputArguments output;

  @Option(
      names = "--norm",
      defaultValue = "linf",
      paramLabel = "linf|l2",
      description = "How the perturbation is measured (default: ${DEFAULT-VALUE}).")
  private Norm norm;

  @Option(
      names = "--epsilon",
      defaultValue = "10/255",
      paramLabel = "E",
      description = "The size of the perturbation, in input units (default: ${DEFAULT-VALUE}).")
  private Fraction epsilon;

  @Option(
      names = "--steps",
      defaultValue = "100",
      paramLabel = "N",
      description = "How many steps (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--batch",
      defaultValue = "16",
      paramLabel = "N",
      description = "How many pictures a step looks at (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "The order in which pictures are looked at (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    List<Path> files = pictures.files();
    try (TargetModel model = arguments.load(pictures.labels())) {
      Threat threat = Threat.of(norm, epsilon.value()).withGreyLevels();
      Universal attack = new Universal(threat, steps, batch, seed);
      model.requireClasses();
      PictureFormat format = pictures.format(model);
      output.check();
      List<Picture> fitted = format.fit(files);
      Wanted wanted = many.wanted(model.withBatchSize(batch), format, fitted);
      List<Picture> others = many.others(format);
      Wanted judged =
          others == null ? null : many.wanted(model.withBatchSize(batch), format, others);
      Terminal.notes(model);
      long start = System.nanoTime();
      Universal.Result result;
      try (ProgressBar progress = Terminal.progress("searching", steps)) {
        result = attack.run(model, wanted.batch(), wanted.goal(), step -> progress.step());
      }
      double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
      Npy.write(output.folder.resolve("perturbation.npy"), result.perturbation());
      draw(model, format, fitted.get(0), attack, result.perturbation());
      UniversalReport report =
          new UniversalReport(
              arguments.model.toString(),
              model.device().toString(),
              many.target(model),
              norm.toString(),
              epsilon.value(),
              steps,
              batch,
              seed,
              model.bounds(),
              seconds,
              rate(model, attack, wanted, result.perturbation()),
              judged == null ? null : rate(model, attack, judged, result.perturbation()));
      output.report(report, summary(report));
      return report.found().fooled() > 0 ? Main.DONE : Main.NOT_REACHED;
    }
  }

  private Rate rate(TargetModel model, Universal attack, Wanted wanted, Batch perturbation) {
    Batch changed = attack.apply(model, wanted.batch(), perturbation);
    int[] after = Prediction.classes(model.withBatchSize(batch).predict(changed));
    long fooled =
        IntStream.range(0, after.length).filter(i -> wanted.goal().isReached(i, after[i])).count();
    return Rate.of(after.length, (int) fooled);
  }

  /** Draws the perturbation, alone and on the first picture. */
  private void draw(
      TargetModel model,
      PictureFormat format,
      Picture first,
      Universal attack,
      Batch perturbation) {
    Batch before = format.batch(first);
    Batch after = attack.apply(model, before, perturbation);
    Batch nothing = new Batch(new float[perturbation.exampleSize()], perturbation.shape());
    Perturbation change = Perturbation.between(nothing, perturbation, model.bounds());
    Picture visible = format.picture(change.example());
    visible.write(output.folder.resolve("perturbation.png"));
    Comparison.draw(
            first,
            Prediction.top(model, before, LISTED).get(0),
            visible,
            change.factor(),
            format.picture(after),
            Prediction.top(model, after, LISTED).get(0))
        .write(output.folder.resolve("comparison.png"));
  }

  private String summary(UniversalReport report) {
    String others =
        report.test() == null ? "" : ", and %s of others".formatted(words(report.test()));
    return String.format(
        Locale.ROOT,
        "fools %s%s; %d steps, %.1f s; written to %s",
        words(report.found()),
        others,
        steps,
        report.seconds(),
        output.folder);
  }

  private static String words(Rate rate) {
    return "%d of %d (%s)".formatted(rate.fooled(), rate.pictures(), Wording.percent(rate.rate()));
  }
}
